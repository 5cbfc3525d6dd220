/* Eyes and finger of the preview for message boxes and wizards, which no command line reaches.
 *
 *     dialog.exe        prints the texts of all dialogs on the screen, in UTF-8
 *     dialog.exe 1      the same, and presses the button with this number in the topmost one that has it
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#define LONGEST 4096

static int wanted;

static BOOL CALLBACK show(HWND window, LPARAM unused)
{
    static wchar_t text[LONGEST];
    static char utf8[LONGEST * 3];
    (void)unused;
    /* GetWindowText would not look into another program's buttons. */
    if (IsWindowVisible(window) && SendMessageW(window, WM_GETTEXT, LONGEST, (LPARAM)text) > 0) {
        WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, sizeof utf8, NULL, NULL);
        puts(utf8);
    }
    return TRUE;
}

static BOOL CALLBACK look(HWND window, LPARAM unused)
{
    wchar_t name[32];
    HWND button;
    if (!IsWindowVisible(window) || !GetClassNameW(window, name, 32) || lstrcmpW(name, L"#32770"))
        return TRUE;
    show(window, unused);
    EnumChildWindows(window, show, 0);
    button = wanted ? GetDlgItem(window, wanted) : NULL;
    if (button && IsWindowEnabled(button)) {
        PostMessageW(window, WM_COMMAND, MAKEWPARAM(wanted, BN_CLICKED), (LPARAM)button);
        wanted = 0;
    }
    return TRUE;
}

int main(int count, char **arguments)
{
    wanted = count > 1 ? atoi(arguments[1]) : 0;
    EnumWindows(look, 0);
    return wanted ? 1 : 0;
}
