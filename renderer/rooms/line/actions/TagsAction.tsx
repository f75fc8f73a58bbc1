import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../text.tsx'
import { ActionRow } from './ActionRow.tsx'
import { Agree } from './Agree.tsx'
import { PendingChanges } from './PendingChanges.tsx'
import { SavingNote } from './SavingNote.tsx'
import type { ActionProps } from './SiteActions.tsx'
import { isTag, lastChange, tagged } from './values.ts'
import styles from './SiteActions.module.css'

/** Tags of the line and of its circuits, edited as chips; merged at the operator with what others did meanwhile. */
export function TagsAction({ view, store, entries }: ActionProps) {
  const text = useText()
  const all = tagged(view.line)
  const mine = entries.filter(({ body }) => body.kind === 'tags')
  const baseOf = (nid: string): readonly string[] => lastChange('tags', nid, mine)?.wanted ?? all.find(each => each.nid === nid)?.tags ?? []
  const [nid, setNid] = useState<string | null>(null)
  const [tags, setTags] = useState<readonly string[]>([])
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<'letters' | 'same' | null>(null)
  const [asks, setAsks] = useState(false)
  const base = nid === null ? [] : baseOf(nid)
  const edit = (chosen: string): void => {
    setNid(chosen)
    setTags(baseOf(chosen))
    setTyped('')
    setProblem(null)
  }
  const leave = (): void => {
    setAsks(false)
    setNid(null)
  }
  /** The tags with what is typed; null where that is none. */
  const withTyped = (): readonly string[] | null => {
    const added = typed.split(/[\s,;]+/).filter(Boolean)
    if (!added.every(isTag)) return null
    return [...new Set([...tags, ...added])]
  }
  const add = (): readonly string[] | null => {
    const next = withTyped()
    setProblem(next === null ? 'letters' : null)
    if (next !== null) {
      setTags(next)
      setTyped('')
    }
    return next
  }
  const isSame = (next: readonly string[]): boolean => next.length === base.length && next.every(tag => base.includes(tag))
  const present = all.filter(each => each.isCarrier || each.tags.length > 0).map(each => [each.isCarrier ? '' : `${each.nid}:`, ...each.tags].filter(Boolean).join(' '))
  return (
    <ActionRow
      title={text('actions.tags')}
      value={<PendingChanges entries={mine} present={present.filter(Boolean).join(' · ')} />}
      buttons={
        <Button
          variant="default" disabled={all.length === 0}
          onClick={() => {
            store.getState().leaveSaving()
            edit(all[0]?.nid ?? '')
          }}
        >
          {text('actions.tags.change')}
        </Button>
      }
    >
      {nid !== null && (
        <form
          className={styles.form} noValidate aria-label={text('actions.tags.change')}
          onSubmit={event => {
            event.preventDefault()
            if (typed.trim() !== '') return void add()
            if (isSame(tags)) setProblem('same')
            else setAsks(true)
          }}
        >
          {all.length > 1 && (
            <NativeSelect
              label={text('actions.tags.of')} value={nid} onChange={event => edit(event.currentTarget.value)}
              data={all.map(each => ({ value: each.nid, label: text(each.isCarrier ? 'actions.tags.carrier' : 'actions.tags.circuit', { nid: each.nid }) }))}
            />
          )}
          {tags.length > 0 && (
            <ul className={styles.chips} aria-label={text('actions.tags')}>
              {tags.map(tag => (
                <li key={tag} data-new={!base.includes(tag)}>
                  {tag}
                  <CloseButton size="lg" aria-label={text('actions.tags.remove', { tag })} onClick={() => setTags(tags.filter(each => each !== tag))} />
                </li>
              ))}
            </ul>
          )}
          <div className={styles.add}>
            <TextInput
              label={text('actions.tags.add')} description={text('actions.tags.hint')} value={typed} autoFocus maxLength={400} autoComplete="off"
              error={problem === null ? null : text(`actions.tags.problem.${problem}`)}
              onChange={event => {
                setTyped(event.currentTarget.value)
                setProblem(null)
              }}
            />
            <Button variant="default" onClick={add}>{text('actions.tags.addIt')}</Button>
          </div>
          <div className={styles.buttons}>
            <Button
              onClick={() => {
                const next = add()
                if (next === null) return
                if (isSame(next)) setProblem('same')
                else setAsks(true)
              }}
            >
              {text('actions.next')}
            </Button>
            <Button variant="subtle" onClick={leave}>{text('actions.cancel')}</Button>
          </div>
        </form>
      )}
      <SavingNote store={store} kind="tags" />
      {asks && nid !== null && (
        <Agree
          view={view} nid={nid} before={base.join(' ')} after={tags.join(' ')} waits title={text('actions.tags.title')}
          effect={text('actions.tags.effect')} confirmLabel={text('actions.tags.go')} onCancel={() => setAsks(false)}
          onConfirm={() => {
            leave()
            void store.getState().change(nid, { kind: 'tags', nid, base, wanted: tags })
          }}
        />
      )}
    </ActionRow>
  )
}
