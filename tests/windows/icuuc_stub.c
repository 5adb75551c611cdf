/* Stands in for the icuuc.dll of Windows 10, which Wine 8 lacks and Qt's core does not load
   without. Qt asks it only for converters of rare encodings; this one has none. For tests under
   Wine, in Wine's own folder; it never goes into the folder of the program. */

typedef int UErrorCode;
enum { FILE_ACCESS_ERROR = 4 }; /* ICU's answer to a name it has no converter for */

__declspec(dllexport) void *ucnv_open(const char *name, UErrorCode *error) {
    (void)name;
    *error = FILE_ACCESS_ERROR;
    return 0;
}

/* None of these is reached without a converter, but for those that list: zero is "no more". */
#define NEVER(name) __declspec(dllexport) void *name(void) { return 0; }
NEVER(ucnv_close)
NEVER(ucnv_reset)
NEVER(ucnv_getName)
NEVER(ucnv_getMaxCharSize)
NEVER(ucnv_getStandardName)
NEVER(ucnv_getAvailableName)
NEVER(ucnv_countAvailable)
NEVER(ucnv_toUnicode)
NEVER(ucnv_fromUnicode)
NEVER(ucnv_toUCountPending)
NEVER(ucnv_fromUCountPending)
NEVER(ucnv_getToUCallBack)
NEVER(ucnv_setToUCallBack)
NEVER(ucnv_getFromUCallBack)
NEVER(ucnv_setFromUCallBack)
NEVER(ucnv_cbToUWriteUChars)
NEVER(ucnv_cbFromUWriteUChars)
NEVER(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NEVER(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
