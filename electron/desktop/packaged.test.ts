import { beforeEach, describe, expect, it, vi } from 'vitest'

type Item = { readonly role?: string; readonly submenu?: readonly Item[] }
type Asked = { readonly window: { readonly webPreferences: Readonly<Record<string, unknown>> }; readonly menu: readonly Item[] }

const electron = vi.hoisted(() => ({ isPackaged: false, asked: {} as { window?: unknown; menu?: unknown } }))
vi.mock('electron', () => ({
  app: { get isPackaged() { return electron.isPackaged } },
  BrowserWindow: class {
    constructor(options: unknown) { electron.asked.window = options }
    once(): void {}
    on(): void {}
    async loadURL(): Promise<void> {}
  },
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: (menu: unknown) => { electron.asked.menu = menu } },
  nativeTheme: { shouldUseDarkColors: false },
  screen: { getAllDisplays: () => [] },
}))

const { openMainWindow } = await import('./mainWindow.ts')
const { setApplicationMenu } = await import('./menu.ts')

/** What the app asks Electron for when it starts. */
function start(isPackaged: boolean): Asked {
  electron.isPackaged = isPackaged
  openMainWindow({ version: '1.0.0', rendererRoot: '', writerWorkerUrl: new URL('file:///'), preload: '/preload.cjs', icon: '/icon.png' }, '/nowhere')
  setApplicationMenu()
  return electron.asked as Asked
}

const roles = (items: readonly Item[]): string[] => items.flatMap(({ role, submenu }) => [...(role === undefined ? [] : [role]), ...roles(submenu ?? [])])

describe('developer tools', () => {
  beforeEach(() => { electron.asked = {} })

  it('cannot be opened in the packaged app', () => {
    const { window, menu } = start(true)
    expect(window.webPreferences).toMatchObject({ devTools: false })
    expect(roles(menu)).not.toContain('toggleDevTools')
  })

  it('are there for whoever builds it', () => {
    const { window, menu } = start(false)
    expect(window.webPreferences).toMatchObject({ devTools: true })
    expect(roles(menu)).toContain('toggleDevTools')
  })
})

it('the window is sandboxed, packaged or not', () => {
  for (const isPackaged of [true, false]) {
    expect(start(isPackaged).window.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true })
  }
})
