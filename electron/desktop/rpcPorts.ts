import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import { appOrigin } from './scheme.ts'

/**
 * Hands a new port to each load of our page. Only the main frame of our own window at our own origin gets one.
 * `serve` attaches the core's handler; when the page reloads, navigates or crashes, its port closes and its calls end.
 */
export function offerPorts(isOurs: (contents: WebContents) => boolean, serve: (port: MessagePortMain) => Promise<void>, refused: () => void): void {
  ipcMain.on('rpc:connect', event => {
    const { senderFrame, sender } = event
    if (senderFrame === null || senderFrame !== sender.mainFrame || senderFrame.origin !== appOrigin || !isOurs(sender)) return refused()
    const { port1, port2 } = new MessageChannelMain()
    serve(port1).then(
      () => {
        // Messages queue until both ends are started; a port that never was does not even report its close.
        port1.start()
        if (sender.isDestroyed()) port1.close()
        else senderFrame.postMessage('rpc:port', null, [port2])
      },
      () => port1.close(),
    )
  })
}
