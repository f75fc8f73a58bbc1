import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import type { EngineerLimit } from '../../../shared/model/settings.ts'
import { limitableReadings } from '../../../shared/triage/limits.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { limitDraftOf, newLimitDraft } from '../../stores/limitDraft.ts'
import { LimitForm } from './LimitForm.tsx'
import { boundWords, builtInWords, readingName, scopeWords, unitOf } from './limitWords.ts'
import styles from './SettingsRoom.module.css'

function LimitRow({ limit }: { limit: EngineerLimit }) {
  const text = useText()
  const { settings: store } = useStores()
  const reading = `${readingName(text, limit.key)}, ${scopeWords(text, limit)}`
  return (
    <li className={styles.limit}>
      <div className={styles.limitWords}>
        <strong>{readingName(text, limit.key)}</strong>
        <span className={styles.quiet}>{scopeWords(text, limit)}</span>
        <span>{boundWords(text, limit, unitOf(limit.key))}</span>
        {builtInWords(text, limit.key, limit.technology).map(words => <span key={words} className={styles.hint}>{words}</span>)}
      </div>
      <div className={styles.actions}>
        <Button
          variant="default" aria-label={text('limits.editOf', { reading })}
          onClick={() => store.typeLimit(limitDraftOf(limit, text.language))}
        >
          {text('limits.edit')}
        </Button>
        <Button variant="subtle" aria-label={text('limits.removeOf', { reading })} onClick={() => void store.removeLimit(limit)}>
          {text('limits.remove')}
        </Button>
      </div>
    </li>
  )
}

/** The engineer's own limits: what they are, what counts without them, and which win over them. */
export function LimitsSection() {
  const text = useText()
  const { settings: store } = useStores()
  const settings = useSelected(store, state => state.settings)
  const failure = useSelected(store, state => state.failure)
  const draft = useSelected(store, state => state.limit)
  const removed = useSelected(store, state => state.removedLimit)
  const add = useRef<HTMLButtonElement>(null)
  if (settings === null) return failure === null ? null : <CallFailureNote failure={failure} onRetry={() => void store.load()} />
  const focusAdd = (): void => { requestAnimationFrame(() => add.current?.focus()) }
  const first = limitableReadings.find(({ key }) => key === 'noiseMarginDownDb') ?? limitableReadings[0]
  return (
    <>
      <div className={styles.head}>
        <h2>{text('settings.limits')}</h2>
        <Button
          ref={add} leftSection={<IconPlus size={18} aria-hidden />} disabled={draft !== null || first === undefined}
          onClick={() => first !== undefined && store.typeLimit(newLimitDraft(first.key))}
        >
          {text('limits.add')}
        </Button>
      </div>
      <p>{text('limits.lead')}</p>
      <p className={styles.quiet}>{text('limits.rank')}</p>
      {failure !== null && <CallFailureNote failure={failure} />}
      {draft !== null && (
        <LimitForm key={limitKey(draft.replaces)} draft={draft} limits={settings.limits} onDone={focusAdd} />
      )}
      <div role="status">
        {removed !== null && (
          <div className={`${styles.card} ${styles.undo}`}>
            <span>
              {text('limits.removed', { reading: readingName(text, removed.limit.key), scope: scopeWords(text, removed.limit) })}
            </span>
            <Button variant="default" onClick={() => void store.putLimitBack().then(focusAdd)}>{text('limits.undo')}</Button>
          </div>
        )}
      </div>
      {settings.limits.length === 0 ? <p className={styles.quiet}>{text('limits.none')}</p> : (
        <ul className={styles.limits} aria-label={text('limits.list')}>
          {settings.limits.map(limit => <LimitRow key={limitKey(limit)} limit={limit} />)}
        </ul>
      )}
    </>
  )
}

const limitKey = (limit: EngineerLimit | null): string =>
  limit === null ? 'new' : `${limit.key} ${limit.supplier ?? ''} ${limit.technology ?? ''}`
