import { app, type DownloadItem, type WebContents } from 'electron'
import path from 'node:path'
import { appOrigin } from './scheme.ts'

type Download = Pick<DownloadItem, 'getURL' | 'getURLChain' | 'getFilename' | 'setSaveDialogOptions'>
type Beginner = Pick<WebContents, 'getURL'> | undefined
/** What is used of a session. */
export type Downloads = {
  on(event: 'will-download', begun: (event: { preventDefault(): void }, item: Download, contents: Beginner) => void): unknown
}

/**
 * Lets the page save what it made itself (`blob:` of our own origin), where the engineer says in a dialog; every other download is
 * stopped and `refused` hears of it.
 */
export function guardDownloads(session: Downloads, refused: (url: string) => void): void {
  session.on('will-download', (event, item, contents) => {
    if (isOwnDownload(item, contents)) {
      item.setSaveDialogOptions({ defaultPath: path.join(app.getPath('downloads'), path.basename(item.getFilename())), properties: ['showOverwriteConfirmation'] })
      return
    }
    refused(item.getURL())
    event.preventDefault()
  })
}

function isOwnDownload(item: Download, contents: Beginner): boolean {
  const page = contents?.getURL() ?? ''
  const chain = item.getURLChain()
  return (page === appOrigin || page.startsWith(`${appOrigin}/`)) && chain.length > 0 && chain.every(url => url.startsWith(`blob:${appOrigin}/`))
}
