/* Stands in for the bcryptprimitives.dll of Windows, which Wine 8 lacks: its one function, by
   which Rust's and Chromium's libraries take random bytes. For tests under Wine, in Wine's own
   folder; it never goes into the folder of the program. */

#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return RtlGenRandom(data, (ULONG)length);
}
