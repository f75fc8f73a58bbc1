import { beforeEach, describe, expect, it, vi } from 'vitest'

const opened = vi.hoisted(() => vi.fn<(url: string) => Promise<void>>())
vi.mock('electron', () => ({ shell: { openExternal: opened } }))

const { openExternalSafely } = await import('./externalLinks.ts')

describe('links that leave the app', () => {
  beforeEach(() => { opened.mockReset().mockResolvedValue(undefined) })

  it.each([
    ['https://www.openstreetmap.org/?mlat=52.1#map=18', 'https://www.openstreetmap.org/?mlat=52.1#map=18'],
    ['HTTPS://Portal.example.nl/', 'https://portal.example.nl/'],
    ['tel:+31612345678', 'tel:+31612345678'],
    ['mailto:noc@example.nl?subject=2408ZE000100101', 'mailto:noc@example.nl?subject=2408ZE000100101'],
  ])('go to another program: %s', async (text, href) => {
    expect(await openExternalSafely(text)).toBe(true)
    expect(opened.mock.calls).toEqual([[href]])
  })

  it.each([
    'http://portal.example.nl/', 'file:///etc/passwd', 'smb://server/share', '\\\\server\\share', 'javascript:alert(1)', 'data:text/html,x', 'app://lineside/',
    'ms-msdt:/id', 'vscode://file/x', 'https://user:secret@portal.example.nl/', 'https://user@portal.example.nl/', '//portal.example.nl', 'portal.example.nl', '',
  ])('go nowhere: %s', async text => {
    expect(await openExternalSafely(text)).toBe(false)
    expect(opened).not.toHaveBeenCalled()
  })

  it('say when nothing could open them', async () => {
    opened.mockRejectedValue(new Error('no handler'))
    expect(await openExternalSafely('tel:112')).toBe(false)
  })
})
