import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { AppFiles } from '../hosting/appFiles.ts'
import { rememberBounds, rememberedBounds } from './windowBounds.ts'
import { appOrigin } from './scheme.ts'

/** The page's own background, so that nothing flashes before it is painted. */
const backgrounds = { light: '#ffffff', dark: '#1a1b1e' }

/** Opens the one window, where it was the last time. `directory` holds its bounds. */
export function openMainWindow({ preload, icon }: AppFiles, directory: string): BrowserWindow {
  const bounds = rememberedBounds(directory, screen.getAllDisplays().map(display => display.workArea))
  const window = new BrowserWindow({
    ...(bounds === undefined ? { width: 1360, height: 880 } : { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }),
    minWidth: 640, minHeight: 480, show: false, title: 'Lineside', icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true,
      allowRunningInsecureContent: false, navigateOnDragDrop: false, spellcheck: false, devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (bounds?.maximized === true) window.maximize()
    window.show()
  })
  window.on('close', () => {
    try {
      rememberBounds(directory, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    } catch {
      // A full disk must not keep the window open.
    }
  })
  void window.loadURL(`${appOrigin}/`)
  return window
}
