/* The functions of winspool.drv that tell of drivers. */
#include "fake.h"

#include <string.h>

typedef struct { DWORD dwLowDateTime, dwHighDateTime; } FILETIME;
typedef struct {
  DWORD cVersion;
  wchar16 *pName, *pEnvironment, *pDriverPath, *pDataFile, *pConfigFile;
} DRIVER_INFO_2W;
typedef struct {
  DWORD cVersion;
  wchar16 *pName, *pEnvironment, *pDriverPath, *pDataFile, *pConfigFile, *pHelpFile, *pDependentFiles, *pMonitorName;
  wchar16 *pDefaultDataType, *pszzPreviousNames;
  FILETIME ftDriverDate;
  uint64_t dwlDriverVersion;
  wchar16 *pszMfgName, *pszOEMUrl, *pszHardwareID, *pszProvider, *pszPrintProcessor, *pszVendorSetup;
  wchar16 *pszzColorProfiles, *pszInfPath;
  DWORD dwPrinterDriverAttributes;
  wchar16 *pszzCoreDriverDependencies;
  FILETIME ftMinInboxDriverVerDate;
  uint64_t dwlMinInboxDriverVerVersion;
} DRIVER_INFO_8W;

_Static_assert(sizeof(DRIVER_INFO_2W) == 48, "DRIVER_INFO_2W");
AT(DRIVER_INFO_2W, pName, 8);
_Static_assert(sizeof(DRIVER_INFO_8W) == 200, "DRIVER_INFO_8W");
AT(DRIVER_INFO_8W, pName, 8); AT(DRIVER_INFO_8W, dwlDriverVersion, 96); AT(DRIVER_INFO_8W, dwPrinterDriverAttributes, 168);

int is_xps(int printer) { return printers[printer].driver_version >= 4 || (printers[printer].driver_attributes & 2); }

/* A rule for "GetPrinterDriverW" is for every level, one for "GetPrinterDriverW level 8" for that alone. */
EXPORT BOOL GetPrinterDriverW(uintptr_t value, const wchar16 *environment, DWORD level, uint8_t *buffer, DWORD size,
                              DWORD *needed) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || environment || (level != 2 && level != 8)) return misuse(handle ? 124 : 6);
  Rule rule = take_rule("GetPrinterDriverW", handle->printer);
  if (rule.action == NONE && level == 8) rule = take_rule("GetPrinterDriverW level 8", handle->printer);
  if (rule.action == FAIL) return fail(rule.value);
  Printer *printer = &printers[handle->printer];
  DWORD own = level == 8 ? sizeof(DRIVER_INFO_8W) : sizeof(DRIVER_INFO_2W);
  *needed = own + bytes_of(printer->driver);
  if (*needed > size) return fail(122);
  uint8_t *end = buffer + size;
  memset(buffer, 0, own);
  wchar16 *name = put(&end, printer->driver);
  if (level == 2) *(DRIVER_INFO_2W *)buffer = (DRIVER_INFO_2W){.cVersion = printer->driver_version, .pName = name};
  else
    *(DRIVER_INFO_8W *)buffer = (DRIVER_INFO_8W){
        .cVersion = printer->driver_version,
        .pName = name,
        .dwPrinterDriverAttributes = printer->driver_attributes,
    };
  return succeed();
}
