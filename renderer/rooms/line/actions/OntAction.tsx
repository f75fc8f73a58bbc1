import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { ActingNote } from './ActingNote.tsx'
import { ActionRow } from './ActionRow.tsx'
import { Agree } from './Agree.tsx'
import { PendingChanges } from './PendingChanges.tsx'
import { SavingNote } from './SavingNote.tsx'
import type { ActionProps } from './SiteActions.tsx'
import { openOrder } from './openOrder.ts'
import { lastChange, normalSerial, reportedSerial, serialProblem } from './values.ts'
import styles from './SiteActions.module.css'

/** The box of the line: changed through the outbox, or registered for a running order, online only. */
export function OntAction({ view, store, entries, blocked }: ActionProps) {
  const text = useText()
  const { line } = view
  const nid = line.nativeId ?? ''
  const order = openOrder(view)
  const mine = entries.filter(({ body }) => body.kind === 'ont')
  const present = line.carrier.ontNumber
  const running = useStore(store, state => state.acting?.running === true)
  const [form, setForm] = useState<'change' | 'register' | null>(null)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [asks, setAsks] = useState(false)
  const base = lastChange('ont', nid, mine)?.wanted ?? present
  const problem = serialProblem(typed, form === 'register' ? null : base)
  const open = (which: 'change' | 'register'): void => {
    store.getState().leaveSaving()
    setForm(which)
    setTyped('')
    setTried(false)
  }
  const leave = (): void => {
    setAsks(false)
    setForm(null)
  }
  const serial = normalSerial(typed)
  const confirm = (): void => {
    leave()
    if (form === 'register' && order !== null) void store.getState().run({ kind: 'registerOnt', lineId: line.id, orderUuid: order.uuid, ontNumber: serial })
    else void store.getState().change(nid, { kind: 'ont', base, wanted: serial })
  }
  const hints = [
    ['actions.ont.label', useLine(state => state.observations?.serialOnLabel ?? null)] as const,
    ['actions.ont.report', reportedSerial(view)] as const,
  ].filter((hint): hint is [typeof hint[0], string] => hint[1] !== null && hint[1] !== '')
  return (
    <ActionRow
      title={text('actions.ont')}
      value={<PendingChanges entries={mine} present={present ?? ''} />}
      buttons={
        <>
          {order !== null && order.ontRegistration !== false && (
            <Button variant="default" disabled={blocked !== null || running} onClick={() => open('register')}>{text('actions.ont.register')}</Button>
          )}
          {(order === null || order.ontRegistration === false || line.active === true) && (
            <Button variant="default" onClick={() => open('change')}>{text('actions.ont.change')}</Button>
          )}
        </>
      }
    >
      {form !== null && (
        <form
          className={styles.form} noValidate aria-label={text(form === 'register' ? 'actions.ont.register' : 'actions.ont.change')}
          onSubmit={event => {
            event.preventDefault()
            setTried(true)
            if (problem === null) setAsks(true)
          }}
        >
          <TextInput
            label={text('actions.ont.number')} description={text('actions.ont.hint')} value={typed} autoFocus autoComplete="off" spellCheck={false}
            classNames={{ input: 'mono' }} error={tried && problem !== null ? text(`actions.ont.problem.${problem}`) : null}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          {hints.length > 0 && (
            <ul className={styles.hints}>
              {hints.map(([key, value]) => (
                <li key={key}>
                  <span>{text(key)}: <span className="mono">{value}</span></span>
                  <Button variant="subtle" onClick={() => setTyped(value)}>{text('actions.ont.use', { serial: value })}</Button>
                </li>
              ))}
            </ul>
          )}
          <div className={styles.buttons}>
            <Button type="submit">{text('actions.next')}</Button>
            <Button variant="subtle" onClick={leave}>{text('actions.cancel')}</Button>
          </div>
        </form>
      )}
      <SavingNote store={store} kind="ont" />
      <ActingNote store={store} kinds={['registerOnt']} />
      {asks && form !== null && (
        <Agree
          view={view} nid={nid} before={base ?? ''} after={serial} waits={form === 'change'} title={text(`actions.ont.${form}.title`)}
          effect={text(`actions.ont.${form}.effect`)} confirmLabel={text(`actions.ont.${form}.go`)}
          onCancel={() => setAsks(false)} onConfirm={confirm}
        />
      )}
    </ActionRow>
  )
}
