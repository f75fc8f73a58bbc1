import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import type { EngineerLimit } from '../../../shared/model/settings.ts'
import { limitableReadings } from '../../../shared/triage/limits.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useText } from '../../text.tsx'
import { checkName } from '../line/words.ts'
import { hasProblem, limitFields, limitProblems } from '../../stores/limitDraft.ts'
import type { LimitDraft, LimitField } from '../../stores/limitDraft.ts'
import { builtInWords, readingName, unitOf } from './limitWords.ts'
import styles from './SettingsRoom.module.css'

/** The readings by the check that brings them first. */
const groups = [...Map.groupBy(limitableReadings, ({ kinds }) => kinds[0] ?? 'unknown')]
/** Reports of these readings carry limits of their own. */
const oftenLimited = new Set(['rxPowerAtOperatorModuleDbm', 'txPowerOperatorModuleDbm'])

const withOwn = (names: readonly string[], own: string | null): string[] =>
  own === null || names.includes(own) ? [...names] : [...names, own]

/** One limit being made or changed, with what counts without it beside it. */
export function LimitForm({ draft, limits, onDone }: { draft: LimitDraft; limits: readonly EngineerLimit[]; onDone: () => void }) {
  const text = useText()
  const titleId = useId()
  const form = useRef<HTMLFormElement>(null)
  const { settings: store, find } = useStores()
  const saving = useSelected(store, state => state.saving)
  const facets = useSelected(find, state => state.facets)
  const [tried, setTried] = useState(false)
  const problems = limitProblems(draft, limits)
  const unit = unitOf(draft.key)
  const type = (change: Partial<LimitDraft>): void => store.typeLimit({ ...draft, ...change })
  useEffect(() => form.current?.querySelector('select')?.focus(), [])

  /** Half a number is no mistake yet: only a try to save says so. */
  const problemOf = (field: LimitField): string | null => {
    const problem = problems.fields[field]
    return problem === undefined || !tried ? null : text(`limits.problem.${problem}`)
  }
  const save = async (): Promise<void> => {
    setTried(true)
    if (hasProblem(problems)) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus())
      return
    }
    if (await store.saveLimit()) onDone()
  }
  const select = (label: string, any: string, names: readonly string[], value: string | null, onChange: (value: string | null) => void) => (
    <NativeSelect
      label={label} value={value ?? ''} onChange={event => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      data={[{ value: '', label: any }, ...withOwn(names, value).map(name => ({ value: name, label: name }))]}
    />
  )
  return (
    <form
      ref={form} className={`${styles.card} ${styles.group}`} aria-labelledby={titleId} noValidate
      onSubmit={event => { event.preventDefault(); void save() }}
    >
      <h3 id={titleId}>{text(draft.replaces === null ? 'limits.form.add' : 'limits.form.edit')}</h3>
      <NativeSelect
        label={text('limits.reading')} value={draft.key} onChange={event => type({ key: event.currentTarget.value })}
        data={groups.map(([kind, readings]) => ({
          group: kind === 'unknown' ? '' : checkName(text, kind),
          items: readings.map(({ key, unit: own }) => ({ value: key, label: `${readingName(text, key)} (${own})` })),
        }))}
      />
      <div className={styles.pair}>
        {select(text('limits.supplier'), text('limits.supplier.any'), facets?.suppliers.map(each => each.name) ?? [], draft.supplier,
          supplier => type({ supplier }))}
        {select(text('limits.technology'), text('limits.technology.any'), facets?.technologies.map(each => each.name) ?? [],
          draft.technology, technology => type({ technology }))}
      </div>
      <div className={styles.four}>
        {limitFields.map(field => (
          <TextInput
            key={field} label={text('limits.inUnit', { limit: text(`limits.${field}`), unit })} inputMode="text" autoComplete="off" maxLength={20}
            value={draft.typed[field]} error={problemOf(field)}
            onChange={event => type({ typed: { ...draft.typed, [field]: event.currentTarget.value } })}
          />
        ))}
      </div>
      <p className={styles.hint}>{text('limits.empty')}</p>
      <div className={styles.beside}>
        {builtInWords(text, draft.key, draft.technology).map(words => <p key={words}>{words}</p>)}
        {oftenLimited.has(draft.key) && <p>{text('limits.builtIn.report')}</p>}
      </div>
      {tried && problems.whole !== null && <p className={styles.problem} role="alert">{text(`limits.problem.${problems.whole}`)}</p>}
      <div className={styles.actions}>
        <Button type="submit" loading={saving}>{text('limits.save')}</Button>
        <Button variant="subtle" onClick={() => { store.typeLimit(null); onDone() }}>{text('limits.cancel')}</Button>
      </div>
    </form>
  )
}
