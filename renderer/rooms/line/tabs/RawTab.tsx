import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import { Age } from '../../../parts/Age.tsx'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { formatClock } from '../../../parts/localTime.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { plainWords, say } from '../words.ts'
import { markMatches } from './markMatches.ts'
import styles from './Tabs.module.css'

/** What the system really said, to read, search and copy. */
export function RawTab({ view }: { view: LineView }) {
  const text = useText()
  const nowMs = useNow()
  const [chosen, setChosen] = useState('line')
  const [sought, setSought] = useState('')
  const report = view.reports.find(each => each.id === chosen)
  const raw = report?.raw ?? view.raw
  const pieces = markMatches(raw, sought)
  const count = pieces.filter(piece => piece.marked).length
  return (
    <div>
      <div className={styles.rawTools}>
        <NativeSelect
          aria-label={text('line.raw.which')}
          value={chosen}
          onChange={event => setChosen(event.currentTarget.value)}
          data={[
            { value: 'line', label: text('line.raw.line') },
            ...view.reports.map(each => ({
              value: each.id as string,
              label: `${say(text, `check.${each.kind}`, plainWords(each.kind))} · ${formatClock(each.receivedAt, text.language, nowMs)}`,
            })),
          ]}
        />
        <TextInput
          aria-label={text('line.raw.search')}
          placeholder={text('line.raw.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={sought}
          spellCheck={false}
          onChange={event => setSought(event.currentTarget.value)}
        />
        <CopyButton value={raw} label={text('line.raw.copy')} />
        <span className={styles.quiet} role="status">
          {sought.trim() === '' ? '' : text('line.raw.found', { count })}
        </span>
        <span className={styles.quiet}>
          <Age at={report?.receivedAt ?? view.line.seenAt} />
        </span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <pre className={styles.pre} tabIndex={0}>
        {pieces.map(piece => (piece.marked ? <mark key={piece.from}>{piece.text}</mark> : piece.text))}
      </pre>
    </div>
  )
}
