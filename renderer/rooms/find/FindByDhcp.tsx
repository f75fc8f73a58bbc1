import { Button, Loader, NativeSelect, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { DhcpField } from '../../../shared/model/dhcp.ts'
import type { DhcpQuery } from '../../../shared/model/dhcp.ts'
import type { Option82, Option82Problem, SubOption } from '../../../shared/model/option82.ts'
import type { Text } from '../../../shared/text/text.ts'
import { say } from '../../../shared/text/words.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { CallFailureNote, FailureNote } from '../../parts/FailureNote.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import { createDhcpStore, readDhcp } from '../../stores/dhcp.ts'
import type { DhcpAnswer, DhcpStore } from '../../stores/dhcp.ts'
import { useText } from '../../text.tsx'
import { FormDialog } from '../visits/FormDialog.tsx'
import { LineRow } from './LineRow.tsx'
import styles from './FindByDhcp.module.css'
import room from './FindRoom.module.css'

/** Finds an access by a value of a DHCP log, which is decoded here first. */
export function FindByDhcp({ start, onClose }: { start: string; onClose: () => void }) {
  const text = useText()
  const client = useClient()
  const [store] = useState(() => createDhcpStore(client, start))
  const state = useSelected(store, each => each)
  const reading = readDhcp(state)
  const outcome = useRef<HTMLDivElement>(null)
  const { answer, asking, failure } = state
  useEffect(() => {
    // Enter goes on to the line that was found.
    if (answer !== null) outcome.current?.querySelector('a')?.focus()
  }, [answer])
  useEffect(() => () => store.stop(), [store])
  return (
    <FormDialog
      wide title={text('dhcp.title')} submitLabel={text('dhcp.ask')} cancelLabel={text('dhcp.close')}
      disabled={reading.query === null || asking !== null} onSubmit={() => void store.ask()} onCancel={onClose}
    >
      <p className={styles.quiet}>{text('dhcp.hint')}</p>
      <Textarea
        data-autofocus label={text('dhcp.value')} value={state.text} autosize minRows={2} maxRows={6} spellCheck={false} maxLength={1300}
        classNames={{ input: 'mono' }} onChange={event => store.type(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
      />
      <NativeSelect
        label={text('dhcp.field')} value={reading.field} onChange={event => store.pick(DhcpField.parse(event.currentTarget.value))}
        data={DhcpField.options.map(field => ({ value: field, label: text(`dhcp.field.${field}`) }))}
      />
      {reading.option82 !== null && <Decoded option82={reading.option82} onAsk={query => void store.ask(query)} />}
      <div ref={outcome} className={room.stack}>
        {asking !== null && <Asking startedAtMs={asking.startedAtMs} onStop={store.stop} />}
        {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.ask()} />}
        {answer !== null && <Outcome answer={answer} store={store} onClose={onClose} />}
      </div>
    </FormDialog>
  )
}

function problemWords(text: Text, problem: Option82Problem): string {
  switch (problem.kind) {
    case 'notHex': return text('dhcp.problem.notHex', { place: problem.place, character: problem.character })
    case 'oddDigits': return text('dhcp.problem.oddDigits', { digits: problem.digits })
    case 'truncated': return text('dhcp.problem.truncated', { at: problem.at, code: problem.code, says: problem.says, left: problem.left })
    case 'noLength': return text('dhcp.problem.noLength', { at: problem.at, code: problem.code })
    case 'tooLong': return text('dhcp.problem.tooLong', { bytes: problem.bytes })
  }
}

/** The parts of an option 82 in words, and what is wrong with it. */
function Decoded({ option82, onAsk }: { option82: Option82; onAsk: (query: DhcpQuery) => void }) {
  const text = useText()
  const { subOptions, problem } = option82
  const fieldOf = ({ code }: SubOption): DhcpField | null => code === 1 ? 'ipv4CircuitId' : code === 2 ? 'ipv4RemoteId' : null
  return (
    <section className={styles.decoded} aria-label={text('dhcp.decoded')}>
      {subOptions.length > 0 && (
        <dl className={styles.parts}>
          {subOptions.map((part, index) => {
            const field = fieldOf(part)
            const read = part.mac ?? part.text
            return (
              <div key={`${String(part.code)} ${String(index)}`}>
                <dt>{say(text, `dhcp.sub.${String(part.code)}`, text('dhcp.sub.other', { code: part.code }))}</dt>
                <dd>
                  {read !== null && <span className="mono">{read}</span>}
                  <span className={read === null ? 'mono' : `mono ${styles.quiet ?? ''}`}>{part.hex === '' ? text('dhcp.sub.empty') : part.hex}</span>
                  {part.cut && <span className={styles.cut}><LevelMark level="warn" size={14} />{text('dhcp.sub.cut')}</span>}
                  {field !== null && part.hex !== '' && !part.cut && (
                    <Button variant="default" onClick={() => onAsk({ field, value: part.text ?? part.hex })}>
                      {text('dhcp.askPart', { field: text(`dhcp.field.${field}`) })}
                    </Button>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {problem !== null && <p className={styles.problem} role="alert"><LevelMark level="warn" size={16} />{problemWords(text, problem)}</p>}
    </section>
  )
}

function Asking({ startedAtMs, onStop }: { startedAtMs: number; onStop: () => void }) {
  const text = useText()
  const seconds = useElapsedSeconds(startedAtMs)
  return (
    <div className={room.asking}>
      <Loader size="sm" aria-hidden />
      <span role="status">{text('dhcp.asking')}</span>
      <span>{text('find.live.elapsed', { seconds })}</span>
      <Button variant="default" onClick={onStop}>{text('find.live.stop')}</Button>
    </div>
  )
}

/** The access that was found, or why none was: nobody can tell, nobody knows it, or some could not be asked. */
function Outcome({ answer, store, onClose }: { answer: DhcpAnswer; store: DhcpStore; onClose: () => void }) {
  const text = useText()
  const { find } = useStores()
  const { asked, found, failures, query } = answer
  return (
    <>
      <div role="status">
        {found.length > 0 && <h3 className={room.heading}>{text('dhcp.found', { count: found.length })}</h3>}
        {found.length === 0 && asked === 0 && <p className={room.note}>{text('dhcp.nobody')}</p>}
        {found.length === 0 && asked > failures.length && (
          <p className={room.note}>{text('dhcp.none', { field: text(`dhcp.field.${query.field}`), count: asked - failures.length })}</p>
        )}
      </div>
      {found.map((line, index) => (
        // The row is a link: following it leaves the dialog.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the link itself takes Enter as a click
        <div key={line.id} onClick={event => { if (event.target instanceof Element && event.target.closest('a') !== null) onClose() }}>
          <LineRow id={`dhcp-row-${String(index)}`} line={line} active={false} chosen={false} onPin={find.pin} />
        </div>
      ))}
      {failures.map(({ accountId, failure }) => (
        <div key={accountId} className={room.stack}>
          <AccountMark accountId={accountId} />
          <FailureNote failure={failure} onRetry={() => void store.ask(query)} />
        </div>
      ))}
    </>
  )
}
