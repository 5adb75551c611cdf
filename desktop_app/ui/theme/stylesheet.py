"""The one style sheet, filled in from the colour table and the spacing scale."""

from __future__ import annotations

from string import Template

from desktop_app.ui.theme.colours import ColourTable
from desktop_app.ui.theme.spacing import Spacing

_WORDS = """
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="info"] { color: $info; }
QLabel:disabled { color: $edge; }
QToolTip {
    color: $text; background: $raised; border: ${hairline}px solid $line;
    padding: ${tiny}px ${small}px;
}
"""

_GROUNDS = """
QWidget[ground="window"] { background: $window; }
QWidget[ground="surface"] { background: $surface; }
QFrame[ground="raised"] {
    background: $raised; border: ${hairline}px solid $line; border-radius: ${small}px;
}
QFrame[ground="well"] {
    background: $surface; border: ${hairline}px solid $line; border-radius: ${small}px;
}
QFrame[ground="toast"] {
    background: $raised; border: ${hairline}px solid $edge; border-radius: ${small}px;
}
QFrame[ground="accent"] {
    background: $accent_soft; border: ${hairline}px solid $accent_soft; border-radius: ${small}px;
}
QFrame[ground="info"] { background: $info_soft; border-radius: ${small}px; }
QFrame[ground="good"] { background: $good_soft; border-radius: ${small}px; }
QFrame[ground="warning"] { background: $warning_soft; border-radius: ${small}px; }
QFrame[ground="bad"] { background: $bad_soft; border-radius: ${small}px; }
QFrame[rule="horizontal"] {
    background: $line; border: none; min-height: ${hairline}px; max-height: ${hairline}px;
}
QFrame[rule="vertical"] {
    background: $line; border: none; min-width: ${hairline}px; max-width: ${hairline}px;
}
QDialog, QMessageBox { background: $surface; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: ${hairline}px; }
QSplitter::handle:vertical { height: ${hairline}px; }
QScrollArea, QStackedWidget { background: transparent; border: none; }
"""

_BUTTONS = """
QPushButton {
    color: $text; background: $surface; border: ${hairline}px solid $line;
    border-radius: ${radius}px; padding: ${small}px ${medium}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus {
    border: ${ring}px solid $focus; padding: ${small_inside}px ${medium_inside}px;
}
QPushButton:disabled { color: $edge; background: transparent; }
QPushButton[kind="primary"] {
    color: $on_accent; background: $accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton[kind="primary"]:disabled {
    color: $muted; background: $hover; border-color: $hover;
}
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; border-color: $bad_soft; }
QPushButton[kind="danger"]:disabled { color: $edge; }
QPushButton[kind="plain"] { background: transparent; border-color: transparent; }
QPushButton[kind="plain"]:hover { background: $hover; }
QPushButton[kind="plain"]:focus { border-color: $focus; }
QPushButton[kind="link"] {
    color: $accent; background: transparent; border-color: transparent;
    padding: ${tiny}px ${tiny}px; text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus {
    border-color: $focus; padding: ${tiny_inside}px ${tiny_inside}px;
}
QPushButton[kind="link"]:disabled { color: $edge; }
QPushButton[kind="plain"][tone="warning"] { color: $warning; }
QPushButton[kind="chip"] { padding: ${tiny}px ${medium}px; border-radius: ${chip_radius}px; }
QPushButton[kind="chip"]:focus { padding: ${tiny_inside}px ${medium_inside}px; }
QPushButton[kind="chip"]:checked, QPushButton[kind="choice"]:checked {
    color: $accent; background: $accent_soft; border-color: $accent;
}
QPushButton[kind="chip"]:checked:focus, QPushButton[kind="choice"]:checked:focus {
    border-color: $focus;
}
QPushButton[kind="choice"] { border-color: $edge; text-align: left; }
QPushButton[kind="choice"]:focus { border-color: $focus; }
QPushButton[kind="choice"][numbered="true"] { padding-right: ${huge}px; }
QPushButton[kind="choice"][invalid="true"] { border: ${ring}px solid $bad; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton {
    color: $text; background: transparent; border: ${ring}px solid transparent;
    border-radius: ${radius}px; padding: ${tiny}px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border-color: $focus; }
QToolButton:disabled { color: $edge; }
QToolButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
    color: $text; background: $surface; border: ${hairline}px solid $edge;
    border-radius: ${radius}px; padding: ${small}px ${field_side}px;
    selection-color: $on_accent; selection-background-color: $accent;
    placeholder-text-color: $muted;
}
QPlainTextEdit, QTextEdit { padding: ${text_top}px ${text_side}px; }
QLineEdit:focus, QComboBox:focus {
    border: ${ring}px solid $focus; padding: ${small_inside}px ${field_side_inside}px;
}
QPlainTextEdit:focus, QTextEdit:focus {
    border: ${ring}px solid $focus; padding: ${text_top_inside}px ${text_side_inside}px;
}
*[invalid="true"], *[invalid="true"]:focus { border: ${ring}px solid $bad; }
QLineEdit[invalid="true"], QComboBox[invalid="true"] {
    padding: ${small_inside}px ${field_side_inside}px;
}
QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"] {
    padding: ${text_top_inside}px ${text_side_inside}px;
}
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: $raised; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
    color: $edge; background: $raised; border-color: $line; }
QLineEdit { lineedit-password-character: 8226; }
QLineEdit[bare="true"], QComboBox QLineEdit { background: transparent; border: none; padding: 0; }
QComboBox { combobox-popup: 0; padding-right: ${wide}px; }
QComboBox:focus, QComboBox[invalid="true"] { padding-right: ${wide}px; }
QComboBox::drop-down { width: ${wide}px; border: none; background: transparent; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QCheckBox, QRadioButton { background: transparent; spacing: ${small}px; }
QProgressBar {
    background: $hover; border: none; border-radius: ${bar_radius}px;
    min-height: ${tiny}px; max-height: ${tiny}px;
}
QProgressBar::chunk { background: $accent; border-radius: ${bar_radius}px; }
"""

_VIEWS = """
QAbstractItemView {
    color: $text; background: $surface; border: none; outline: none;
    selection-color: $text; selection-background-color: $accent_soft;
    alternate-background-color: $raised; gridline-color: transparent;
}
QAbstractItemView::item:selected { color: $text; background: $accent_soft; }
QListView::item:hover, QTableView::item:hover { background: $hover; }
QListView::item:selected:hover, QTableView::item:selected:hover { background: $accent_soft; }
QComboBox QAbstractItemView, QAbstractItemView[popup="true"] {
    background: $raised; border: ${hairline}px solid $line; padding: ${tiny}px;
}
QComboBox QAbstractItemView::item, QAbstractItemView[popup="true"]::item {
    min-height: ${popup_row}px; padding: 0 ${small}px; border-radius: ${tiny}px;
}
QTableView::item { padding: 0 ${cell_side}px; }
QHeaderView { qproperty-defaultAlignment: AlignLeft; qproperty-highlightSections: 0; }
QHeaderView, QTableCornerButton::section { background: $surface; border: none; }
QHeaderView::section {
    color: $muted; background: $surface; border: none;
    border-bottom: ${hairline}px solid $line; padding: ${small}px; font-weight: 400;
}
QTabWidget::pane { border: none; border-top: ${hairline}px solid $line; }
QTabBar {
    background: transparent; outline: 0; qproperty-drawBase: 0; qproperty-expanding: 0;
}
QTabBar::tab {
    color: $muted; background: transparent; border: ${ring}px solid transparent;
    padding: ${small}px; margin-right: ${small}px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $edge; }
QTabBar:focus::tab:selected { color: $accent; border-color: $focus; border-radius: ${tiny}px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${medium}px; }
QScrollBar:horizontal { height: ${medium}px; }
QScrollBar::handle { background: $line; border-radius: ${bar_radius}px; margin: ${bar_gap}px; }
QScrollBar::handle:vertical { min-height: ${huge}px; }
QScrollBar::handle:horizontal { min-width: ${huge}px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_MENUS = """
QMenu {
    color: $text; background: $raised; border: ${hairline}px solid $line; padding: ${tiny}px;
}
QMenu::item {
    padding: ${small}px ${wide}px ${small}px ${small}px; border-radius: ${tiny}px;
}
QMenu::icon { padding-left: ${small}px; }
QMenu::item:selected { color: $text; background: $accent_soft; }
QMenu::item:disabled { color: $edge; }
QMenu::separator {
    height: ${hairline}px; background: $line; margin: ${tiny}px ${small}px;
}
"""


def stylesheet(table: ColourTable, spacing: Spacing) -> str:
    """Fill the sheet in; a focused field's padding shrinks by what its outline grows."""
    grown = spacing.ring - spacing.hairline
    field_side = spacing.units(10)
    # A text area keeps four units of its own inside the padding.
    text_top, text_side = spacing.tiny, spacing.units(6)
    lengths = {
        "hairline": spacing.hairline,
        "ring": spacing.ring,
        "chip_radius": spacing.line // 2 + spacing.tiny,
        "radius": spacing.units(6),
        "tiny": spacing.tiny,
        "small": spacing.small,
        "medium": spacing.medium,
        "large": spacing.large,
        "wide": spacing.wide,
        "huge": spacing.huge,
        "field_side": field_side,
        # A cell keeps three pixels of its own inside the padding.
        "cell_side": spacing.small - 3,
        "text_top": text_top,
        "text_side": text_side,
        "tiny_inside": spacing.tiny - grown,
        "small_inside": spacing.small - grown,
        "medium_inside": spacing.medium - grown,
        "field_side_inside": field_side - grown,
        "text_top_inside": text_top - grown,
        "text_side_inside": text_side - grown,
        "popup_row": spacing.lines(1.75),
        "bar_gap": spacing.units(3),
        "bar_radius": spacing.units(3),
    }
    colours = {colour.value: value for colour, value in table.items()}
    sheet = Template(_WORDS + _GROUNDS + _BUTTONS + _FIELDS + _VIEWS + _MENUS)
    return sheet.substitute(lengths, **colours)
