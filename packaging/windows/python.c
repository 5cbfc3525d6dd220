/* Minimal python.exe for the preview: load pythonXY.dll next to us and hand over to Py_Main. */
#include <windows.h>

typedef int (*py_main_t)(int, wchar_t **);

int wmain(int argc, wchar_t **argv)
{
    HMODULE library = LoadLibraryW(PYTHON_DLL);
    if (!library)
        return 101;
    py_main_t py_main = (py_main_t)(void *)GetProcAddress(library, "Py_Main");
    return py_main ? py_main(argc, argv) : 102;
}
