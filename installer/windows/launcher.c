/* LoketAduan.exe: starts the program in the interpreter beside it, without a console. */

#include <windows.h>
#include <wchar.h>

#define LONGEST_PATH 32768

/* Of python311.dll; declared here so that no headers of Python are needed. */
__declspec(dllimport) void Py_SetProgramName(const wchar_t *name);
__declspec(dllimport) int Py_Main(int count, wchar_t **arguments);

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show) {
    static wchar_t interpreter[LONGEST_PATH + 16];
    int given = 0, count = 0;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &given);
    DWORD length = GetModuleFileNameW(NULL, interpreter, LONGEST_PATH);
    wchar_t **arguments = words ? calloc(given + 3, sizeof *arguments) : NULL;
    if (arguments == NULL || length == 0 || length == LONGEST_PATH) return 1;

    /* What the program starts again, the demo's server or a worker, runs in the plain one. */
    wcscpy(wcsrchr(interpreter, L'\\') + 1, L"pythonw.exe");
    Py_SetProgramName(interpreter);
    arguments[count++] = words[0];
    arguments[count++] = L"-m";
    arguments[count++] = L"desktop_app";
    for (int word = 1; word < given; word++) arguments[count++] = words[word];
    return Py_Main(count, arguments);
}
