import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { SaveDialogOptions } from 'electron'
import type { Downloads } from './downloads.ts'

vi.mock('electron', () => ({ app: { getPath: (name: string) => path.join('/home/engineer', name) }, protocol: {} }))

const { guardDownloads } = await import('./downloads.ts')

type Handler = Parameters<Downloads['on']>[1]

/** Begins a download in a session that is guarded, and tells what became of it. */
function download(chain: string[], page: string | null, fileName = 'verdicts.json') {
  let handler: Handler | undefined
  const refused: string[] = []
  guardDownloads({ on: (_, begun) => { handler = begun } }, url => refused.push(url))
  const asked: SaveDialogOptions[] = []
  let stopped = false
  const item = { getURLChain: () => chain, getURL: () => chain.at(-1) ?? '', getFilename: () => fileName, setSaveDialogOptions: (options: SaveDialogOptions) => { asked.push(options) } }
  handler?.({ preventDefault() { stopped = true } }, item, page === null ? undefined : { getURL: () => page })
  return { stopped, asked, refused }
}
const blob = 'blob:app://lineside/6a1c8e3e'
const page = 'app://lineside/#/settings/about'

describe('downloads', () => {
  it('are saved where the engineer says, when our own page made them', () => {
    expect(download([blob], page)).toEqual({
      stopped: false, refused: [], asked: [{ defaultPath: path.join('/home/engineer/downloads', 'verdicts.json'), properties: ['showOverwriteConfirmation'] }],
    })
  })

  it('never leave the folder that is offered by their name', () => {
    expect(download([blob], page, '../../.bashrc').asked[0]?.defaultPath).toBe(path.join('/home/engineer/downloads', '.bashrc'))
  })

  it.each([
    ['of the web', ['https://portal.example.nl/file.pdf'], page],
    ['of the web, by a blob', [blob, 'https://portal.example.nl/file.exe'], page],
    ['of another origin\'s blob', ['blob:https://portal.example.nl/6a1c'], page],
    ['of a blob of an origin that begins like ours', ['blob:app://lineside.example/6a1c'], page],
    ['of data', ['data:text/plain,x'], page],
    ['of a file', ['file:///etc/passwd'], page],
    ['of our own files', ['app://lineside/index.html'], page],
    ['begun by another page', [blob], 'https://portal.example.nl/'],
    ['begun by a page that begins like ours', [blob], 'app://lineside.example/'],
    ['begun by nobody', [blob], null],
    ['of nothing', [], page],
  ])('are stopped: %s', (_, chain, from) => {
    const { stopped, asked, refused } = download(chain, from)
    expect({ stopped, asked }).toEqual({ stopped: true, asked: [] })
    expect(refused).toHaveLength(1)
  })
})
