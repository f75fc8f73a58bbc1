// Flips Electron's fuses in the packed app, before it is signed, and reads them back.
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import path from 'node:path'

/** What a packed Lineside may do that Electron could: see docs/decisions. */
export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
}

// electron-builder loads the default export.
// oxlint-disable-next-line import/no-default-export
export default async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const name = packager.appInfo.productFilename
  const program = { darwin: `${name}.app/Contents/MacOS/${name}`, win32: `${name}.exe` }[electronPlatformName] ?? packager.executableName
  const file = path.join(appOutDir, program)
  try {
    await flipFuses(file, { version: FuseVersion.V1, strictlyRequireAllFuses: true, resetAdHocDarwinSignature: electronPlatformName === 'darwin', ...fuses })
  } catch (error) {
    // Never packed without: the files lie there to look at, but the build has failed.
    throw new Error(`The fuses of ${file} cannot be set, and Lineside is not packed without them. Is it the Electron of electron-builder.yml, unchanged? (${error.message})`, { cause: error })
  }
  const wire = await getCurrentFuseWire(file)
  for (const [option, on] of Object.entries(fuses)) {
    if (wire[option] !== (on ? FuseState.ENABLE : FuseState.DISABLE)) throw new Error(`fuse ${FuseV1Options[option]} did not keep its state`)
  }
}
