import { contextBridge, ipcRenderer } from 'electron'

/** What of the page's window is used here; this project has no DOM types. */
declare const window: { readonly location: { readonly origin: string }; postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void }

// The page gets one function without arguments, and one port: no channel names, no ipcRenderer.
contextBridge.exposeInMainWorld('lineside', { connect: () => ipcRenderer.postMessage('rpc:connect', null) })

// A port cannot cross the bridge, so that it is posted into the page's own world.
ipcRenderer.on('rpc:port', event => window.postMessage({ type: 'rpc:port' }, window.location.origin, event.ports))
