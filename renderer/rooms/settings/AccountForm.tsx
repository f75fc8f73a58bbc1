import { Button, Loader, PasswordInput, TextInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { FormEvent } from 'react'
import type { LineState } from '../../../shared/model/line.ts'
import { say } from '../../../shared/text/words.ts'
import { formatRoute, goTo } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import { accountColours, asksClientId } from '../../stores/accountDraft.ts'
import type { AccountDraft, DraftProblem } from '../../stores/accountDraft.ts'
import type { DraftKey } from '../../stores/accounts.ts'
import { formFor, offeredKinds } from '../../stores/systemForms.ts'
import { useText } from '../../text.tsx'
import { BaseAddress } from './BaseAddress.tsx'
import { Choices } from './Choices.tsx'
import { ConnectionTestNote } from './ConnectionTestNote.tsx'
import styles from './SettingsRoom.module.css'

const list = formatRoute({ room: 'settings', section: 'accounts', account: null })
const lineStates: readonly LineState[] = ['active', 'processing', 'terminated', 'cancelled']
type TextField = { [Key in keyof AccountDraft]: AccountDraft[Key] extends string ? Key : never }[keyof AccountDraft]

/** Adds or edits an account. What is typed lives in the store: a failure or another room takes nothing of it. */
export function AccountForm({ formKey }: { formKey: DraftKey }) {
  const text = useText()
  const { accounts: store } = useStores()
  const isLoaded = useSelected(store, state => state.accounts !== null)
  const account = useSelected(store, state => state.accounts?.find(each => each.id === formKey))
  if (!isLoaded) return null
  if (formKey !== 'new' && account === undefined) return <CallFailureNote failure={{ kind: 'notFound', what: 'account' }} />
  return (
    <>
      <a className={styles.actions} href={list}><IconArrowLeft size={18} aria-hidden />{text('account.back')}</a>
      <h2>{account === undefined ? text('account.form.add') : text('account.form.edit', { label: account.label })}</h2>
      <Form formKey={formKey} />
    </>
  )
}

function Form({ formKey }: { formKey: DraftKey }) {
  const text = useText()
  const { accounts: store } = useStores()
  useSelected(store, state => state.forms[formKey])
  const { draft, busy, problem, failure, test } = store.formOf(formKey)
  const asks = formFor(draft.kind)
  const ofKind = (key: 'account.form.username' | 'account.form.password') => say(text, `${key}.${draft.kind}.${draft.authentication}`, text(key))
  const form = useRef<HTMLFormElement>(null)
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])
  useEffect(() => {
    const hasOutcome = busy === 'testing' || (busy === 'none' && (failure !== null || test !== null))
    if (hasOutcome) outcome.current?.scrollIntoView({ block: 'nearest' })
  }, [busy, failure, test])
  const change = (part: Partial<AccountDraft>) => store.type(formKey, part)
  const field = (name: TextField & DraftProblem) => ({
    value: draft[name], error: problem === name ? text(`account.problem.${name}`) : null,
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await store.save(formKey)) location.hash = list
  }
  return (
    <form ref={form} className={styles.group} onSubmit={event => void submit(event)} noValidate>
      <fieldset className={`${styles.card} ${styles.group}`}>
        <legend className="visuallyHidden">{text('account.form.login')}</legend>
        {formKey === 'new' && offeredKinds.length > 1
          ? (
            <Choices
              legend={text('account.form.system')} value={draft.kind} onChange={kind => store.chooseKind(formKey, kind)}
              options={offeredKinds.map(value => ({ value, label: text(`system.${value}`) }))}
            />
          )
          : <p className={styles.quiet}>{text(`system.${draft.kind}`)}</p>}
        <p className={styles.hint}>{text(`system.${draft.kind}.what`)}</p>
        <BaseAddress
          key={draft.kind} draft={draft} onChange={baseUrl => change({ baseUrl })}
          error={problem === 'baseUrl' ? text('account.problem.baseUrl') : null}
        />
        <div className={styles.pair}>
          <TextInput label={ofKind('account.form.username')} autoComplete="off" {...field('username')} />
          <PasswordInput
            label={ofKind('account.form.password')} autoComplete="new-password" {...field('password')}
            description={text(formKey === 'new' ? 'account.form.password.vault' : 'account.form.password.keep')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        </div>
        {asksClientId(draft) && (
          <TextInput
            label={text('account.form.clientId')} description={text('account.form.clientId.hint')} autoComplete="off" maxLength={200}
            inputWrapperOrder={['label', 'input', 'description', 'error']} {...field('clientId')}
          />
        )}
        <div className={styles.pair}>
          <div className={styles.field}>
            <Choices
              legend={text('account.form.authentication')} value={draft.authentication}
              onChange={authentication => change({ authentication })}
              options={asks.authentications.map(value => ({ value, label: text(`account.form.authentication.${value}`) }))}
            />
            <span className={styles.hint}>{say(text, `account.form.authentication.${draft.authentication}.hint.${draft.kind}`, text(`account.form.authentication.${draft.authentication}.hint`))}</span>
          </div>
          {asks.oneTimeCode && <TextInput
            label={text('account.form.oneTimeCode')} description={say(text, `account.form.oneTimeCode.hint.${draft.kind}`, text('account.form.oneTimeCode.hint'))} inputMode="numeric"
            autoComplete="one-time-code"
            inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={8} {...field('oneTimeCode')}
          />}
          {asks.ids.map(name => (
            <TextInput
              key={name} label={text(`account.form.${name}`)} description={say(text, `account.form.${name}.hint.${draft.kind}`, text(`account.form.${name}.hint`))} autoComplete="off"
              inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft[name]}
              error={problem === 'ids' ? text('account.problem.ids') : null}
              onChange={event => change({ [name]: event.currentTarget.value })}
            />
          ))}
        </div>
        <TextInput
          label={text('account.form.label')} description={text('account.form.label.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off" maxLength={60} {...field('label')}
        />
        <Choices
          legend={text('account.form.colour')} value={draft.colour} onChange={colour => change({ colour })}
          options={accountColours.map(value => ({
            value, label: text(`account.colour.${value}`),
            mark: <span className={styles.swatch} style={{ background: `var(--account-${value})` }} aria-hidden />,
          }))}
        />
      </fieldset>
      <fieldset className={`${styles.card} ${styles.group}`}>
        <legend className="visuallyHidden">{text('account.form.scope')}</legend>
        <h3>{text('account.form.scope')}</h3>
        <p className={styles.hint}>{asks.scope.length === 0 ? say(text, `account.form.scope.whole.${draft.kind}`, text('account.form.scope.whole')) : text('account.form.scope.hint')}</p>
        {asks.scope.includes('states') && (
          <States
            draft={draft} onChange={states => change({ states })}
            error={problem === 'states' ? text('account.problem.states') : null}
          />
        )}
        {asks.scope.length > 0 && (
          <div className={styles.pair}>
            {asks.scope.includes('cities') && (
              <TextInput
                label={text('account.form.cities')} placeholder={say(text, `account.form.cities.hint.${draft.kind}`, text('account.form.cities.hint'))} value={draft.cities}
                onChange={event => change({ cities: event.currentTarget.value })}
              />
            )}
            {asks.scope.includes('postcodePrefixes') && (
              <TextInput
                label={text('account.form.postcodes')} placeholder={say(text, `account.form.postcodes.hint.${draft.kind}`, text('account.form.postcodes.hint'))}
                {...field('postcodePrefixes')}
              />
            )}
            {asks.scope.includes('tags') && (
              <TextInput
                label={text('account.form.tags')} placeholder={text('account.form.tags.hint')} value={draft.tags}
                onChange={event => change({ tags: event.currentTarget.value })}
              />
            )}
          </div>
        )}
      </fieldset>
      <div className={styles.actions}>
        <Button type="submit" loading={busy === 'saving'}>{text('account.form.save')}</Button>
        <Button variant="default" disabled={busy !== 'none'} onClick={() => void store.test(formKey)}>
          {text('account.form.test')}
        </Button>
        <Button
          variant="subtle"
          onClick={() => { store.discard(formKey); goTo({ room: 'settings', section: 'accounts', account: null }) }}
        >
          {text('account.form.discard')}
        </Button>
        <span className={styles.hint}>{text('account.form.kept')}</span>
      </div>
      <div ref={outcome}>
        {failure !== null && <CallFailureNote failure={failure} />}
        {test !== null && <ConnectionTestNote test={test} />}
        {busy === 'testing' && <Testing onStop={() => store.cancelTest(formKey)} />}
      </div>
    </form>
  )
}

function States({ draft, onChange, error }: {
  draft: AccountDraft; onChange: (states: LineState[]) => void; error: string | null
}) {
  const text = useText()
  return (
    <fieldset className={styles.field}>
      <legend>{text('account.form.states')}</legend>
      <div className={styles.choices}>
        {lineStates.map(state => (
          <label key={state} className={styles.choice}>
            <input
              type="checkbox" checked={draft.states.includes(state)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(lineStates.filter(each => each === state ? checked : draft.states.includes(each)))}
            />
            {text(`lineState.${state}`)}
          </label>
        ))}
      </div>
      {error !== null && <span className={styles.problem} role="alert">{error}</span>}
    </fieldset>
  )
}

function Testing({ onStop }: { onStop: () => void }) {
  const text = useText()
  const seconds = useElapsedSeconds()
  return (
    <div className={styles.actions}>
      <Loader size="sm" />
      <span role="status">{text('account.form.testing')}</span>
      <span>{text('account.form.seconds', { seconds })}</span>
      <Button variant="default" onClick={onStop}>{text('account.form.stopTest')}</Button>
    </div>
  )
}
