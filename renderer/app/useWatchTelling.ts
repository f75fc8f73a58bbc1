import { useEffect, useState } from 'react'
import type { WatchNews } from '../stores/watch.ts'
import type { Text } from '../../shared/text/text.ts'
import { discreetChangeWords, changeWords } from '../rooms/line/watch/changeWords.ts'
import { useClient } from '../clientContext.tsx'
import { useText } from '../text.tsx'
import { playChangeSound } from './changeSound.ts'
import { pageNotifications } from './pageNotifications.ts'
import { goTo } from './route.ts'
import { useStores } from './StoresContext.tsx'

/** What is said on screen of the news of one watched line. */
export function newsWords(text: Text, { watch, changes, became }: WatchNews, nowMs: number): string {
  const line = watch.label === '' ? watch.nativeId ?? text('line.noAddress') : watch.label
  const newest = changes[0]
  const change = newest === undefined ? null : changes.length === 1
    ? text('watch.said.change', { line, change: changeWords(text, newest, nowMs) })
    : text('watch.said.more', { line, change: changeWords(text, newest, nowMs), count: changes.length - 1 })
  return [change, became === null ? null : text(`watch.said.${became}`, { line })].filter(words => words !== null).join('. ')
}

/** Tells what watches find, wherever the engineer is: by notification and sound as chosen, and on screen by the words it gives. */
export function useWatchTelling(): string {
  const text = useText()
  const client = useClient()
  const { watch, settings, app } = useStores()
  const [said, setSaid] = useState('')
  useEffect(() => {
    const notify = async ({ watch: { lineId, nativeId }, changes }: WatchNews): Promise<void> => {
      const title = text('watch.notice.title', { nid: nativeId ?? text('watch.notice.noNid') })
      const body = changes.slice(0, 3).map(change => discreetChangeWords(text, change)).join('\n')
      const { shown } = await client.app.notify({ title, body, lineId })
      if (!shown && app.getState().status?.host === 'browser')
        pageNotifications.show({ title, body, tag: changes[0]?.id ?? lineId }, () => goTo({ room: 'line', lineId }))
    }
    return watch.onNews(news => {
      setSaid(newsWords(text, news, Date.now()))
      const chosen = settings.getState().settings?.watch
      const newest = news.changes[0]
      if (newest === undefined || chosen === undefined) return
      // The change stands on screen in any case.
      if (chosen.notifications) notify(news).catch(() => undefined)
      if (chosen.sound) void playChangeSound(news.changes.find(change => change.direction === 'worse')?.direction ?? newest.direction)
    })
  }, [app, client, settings, text, watch])
  return said
}
