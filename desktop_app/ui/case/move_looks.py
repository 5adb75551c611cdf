"""The icon of each move, and its key where it has one."""

from __future__ import annotations

from desktop_app.domain.workflow import MoveName

MOVE_ICONS: dict[MoveName, str] = {
    MoveName.VERIFY: "check-check",
    MoveName.ASSIGN: "send",
    MoveName.START: "play",
    MoveName.FOLLOW_UP: "footprints",
    MoveName.RETURN: "corner-up-left",
    MoveName.CLOSE: "circle-check",
    MoveName.ANSWER_AT_COUNTER: "message-circle",
    MoveName.ASK_REPORTER: "hourglass",
    MoveName.REPORTER_ANSWERED: "check",
    MoveName.POSTPONE: "pause",
    MoveName.RESUME: "play",
    MoveName.DECLINE: "ban",
    MoveName.ARCHIVE: "archive",
    MoveName.OBJECT: "megaphone",
}

# The moves that are commands of their own; their keys stand in the table of commands.
MOVE_COMMANDS: dict[MoveName, str] = {
    MoveName.VERIFY: "verify",
    MoveName.ASSIGN: "assign",
    MoveName.FOLLOW_UP: "follow_up",
    MoveName.CLOSE: "close",
}
