import { Button, Kbd } from '@mantine/core'
import type { TextKey } from '../../shared/text/text.ts'
import { useCanFind } from '../rooms/find/DhcpButton.tsx'
import { useText } from '../text.tsx'
import panel from './Panel.module.css'
import styles from './NoLine.module.css'
import { useWide } from './useWide.ts'

const keys: readonly (readonly [readonly string[], TextKey])[] = [
  [['/'], 'keys.search'], [['↑', '↓'], 'keys.move'], [['Enter'], 'keys.open'], [['1', '…', '8'], 'keys.tabs'],
  [['Esc'], 'keys.back'],
]
const byDhcp: (typeof keys)[number] = [['Alt', 'O'], 'dhcp.open']

/** Where no line was opened yet: how to get one, and the keys worth knowing. */
export function NoLine({ onFind }: { onFind: () => void }) {
  const text = useText()
  const wide = useWide()
  const canFind = useCanFind()
  return (
    <div className={panel.panel}>
      <h2>{text('room.line.none.title')}</h2>
      <p className={panel.quiet}>{text('room.line.none.next')}</p>
      {!wide && <div><Button onClick={onFind}>{text('room.line.none.go')}</Button></div>}
      <dl className={styles.keys} aria-label={text('keys.title')}>
        {[...keys, ...(canFind ? [byDhcp] : [])].map(([names, words]) => (
          <div key={words}>
            <dt>{names.map(name => <Kbd key={name}>{name}</Kbd>)}</dt>
            <dd>{text(words)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
