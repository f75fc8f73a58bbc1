import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/** The standard menus in the system's words; developer tools only where the app is not packaged. */
export function setApplicationMenu(): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' }, ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    { type: 'separator' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' },
    { type: 'separator' }, { role: 'togglefullscreen' },
  ]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' }, { role: 'editMenu' }, { role: 'viewMenu', submenu: view }, { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
