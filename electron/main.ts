import { app, dialog, session, type BrowserWindow } from 'electron'
import { homedir } from 'node:os'
import path from 'node:path'
import { logCrashes, logHangs } from './desktop/crashLog.ts'
import { openExternalSafely } from './desktop/externalLinks.ts'
import { guardContents, guardSession, type Note } from './desktop/guards.ts'
import { openMainWindow } from './desktop/mainWindow.ts'
import { setApplicationMenu } from './desktop/menu.ts'
import { createNotifier } from './desktop/notifications.ts'
import { offerPorts } from './desktop/rpcPorts.ts'
import { registerAppScheme, serveRenderer } from './desktop/scheme.ts'
import { showLine } from './desktop/showLine.ts'
import { startDesktopCore } from './desktop/desktopCore.ts'
import { locateAppFiles } from './hosting/appFiles.ts'
import type { CoreHolder } from './hosting/coreHolder.ts'
import { dataDirectories } from './hosting/dataDirectories.ts'
import { parseDesktopOptions, type HostOptions } from './hosting/options.ts'
import { StartFailure } from './hosting/startFailure.ts'
import { createPortTransport } from './rpc/portTransport.ts'
import type { RpcContext } from './rpc/rpcContext.ts'
import { NotReady, type Host } from './services.ts'
import { StorageFailure } from './storage/storageFailure.ts'

// All of this must happen before `ready`, and nothing here may be awaited: `ready` waits for this module.
// Chromium refuses to start as root with its sandbox; every window still asks for one (mainWindow.ts).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()

const files = locateAppFiles(import.meta.filename)
let window: BrowserWindow | undefined
let holder: CoreHolder | undefined

const note: Note = (event, detail) => {
  try {
    holder?.core.writeLog('warn', event, detail)
  } catch (error) {
    // Between two cores there is no log to write to.
    if (!(error instanceof NotReady)) throw error
  }
}

function start(options: HostOptions): void {
  const directories = dataDirectories(options.dataDirectory, { name: process.platform, env: process.env, home: homedir() })
  const directory = options.demo ? directories.demo : directories.own
  // The page's profile lives with the data it shows; the lock below is per profile, therefore per data directory.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(directory, 'window'))
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('lineside: Lineside is already open on this data; its window comes to the front.\n')
    app.exit(0)
    return
  }
  app.on('second-instance', showWindow)
  guardContents(note)
  logCrashes(note, Date.now)
  app.on('window-all-closed', () => app.quit())
  app.on('activate', () => showWindow())
  closeCoreBeforeQuitting()

  app.whenReady().then(async () => {
    guardSession(session.defaultSession, note)
    serveRenderer(session.defaultSession, files.rendererRoot)
    setApplicationMenu()
    const core = startDesktopCore(options, directories, files)
    // The window is there while the core opens; its first calls wait.
    const context: RpcContext = { get core() { return running().core }, host }
    const serve = createPortTransport(context, (level, event, detail) => holder?.core.writeLog(level, event, detail))
    offerPorts(contents => contents === window?.webContents, async port => {
      holder = await core
      serve(port)
    }, () => note('guard.connect', {}))
    window = openMainWindow(files, app.getPath('userData'))
    logHangs(window, note)
    window.once('closed', () => { window = undefined })
    holder = await core
  }).catch(fail)
}

const host: Host = {
  kind: 'desktop',
  openExternal: openExternalSafely,
  startDemo: () => running().switchTo(true),
  leaveDemo: () => running().switchTo(false),
  notify: createNotifier(lineId => {
    showWindow()
    if (window !== undefined && lineId !== null) showLine(window, lineId)
  }),
  // The answer leaves first.
  quit: () => { setTimeout(() => app.quit(), 50) },
}

function running(): CoreHolder {
  if (holder === undefined) throw new NotReady('opening')
  return holder
}

function showWindow(): void {
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function closeCoreBeforeQuitting(): void {
  let closed = false
  app.on('will-quit', event => {
    const open = holder
    if (closed || open === undefined) return
    event.preventDefault()
    closed = true
    // Not quit() again: seen to hang after a prevented one. The windows are closed by now.
    void open.close().finally(() => app.exit(0))
  })
}

function fail(error: unknown): void {
  const known = error instanceof StartFailure || error instanceof StorageFailure
  const line = error instanceof StorageFailure ? `The data directory cannot be used: ${error.path}: ${error.message}.`
    : known ? error.message : 'Lineside could not start.'
  process.stderr.write(`lineside: ${line}\n${known ? '' : `${String(error)}\n`}`)
  // In a test or a script nobody could close the box.
  if (process.stderr.isTTY !== true && app.isReady() && app.isPackaged) dialog.showErrorBox('Lineside', line)
  app.exit(error instanceof StartFailure ? error.exitCode : 1)
}

try {
  start(parseDesktopOptions(process.argv))
} catch (error) {
  fail(error)
}
