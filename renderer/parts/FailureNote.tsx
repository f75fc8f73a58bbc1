import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { Text } from '../../shared/text/text.ts'
import { useText } from '../text.tsx'
import { CopyButton } from './CopyButton.tsx'
import { describeError } from './describeError.ts'
import type { CallFailure } from './describeError.ts'
import styles from './FailureNote.module.css'

type Words = { title: string; did: string; next: string }

/** Title, what Lineside did and what the engineer can do, for a failure of an operator's system. */
export function operatorFailureWords(failure: OperatorFailureData, text: Text): Words {
  if (failure.kind === 'refused' && failure.refusal !== undefined) {
    const key = `refusal.${failure.refusal}` as const
    return { title: text(`${key}.title`), did: text(`${key}.did`), next: text(`${key}.next`) }
  }
  const key = `failure.${failure.kind}` as const
  return {
    title: text(`${key}.title`),
    did: text(`${key}.did`, { seconds: Math.ceil(failure.retryAfterSeconds ?? 0) }),
    next: text(`${key}.next`),
  }
}

function callFailureWords(failure: Exclude<CallFailure, { kind: 'operator' }>, text: Text): Words {
  switch (failure.kind) {
    case 'notFound': return {
      title: text(`failure.notFound.${failure.what}.title`), did: '', next: text('failure.notFound.next'),
    }
    case 'notReady': return { title: text('failure.notReady.title'), did: '', next: text('failure.notReady.next') }
    case 'storage': return {
      title: text('failure.storage.title'), did: text('failure.storage.did'), next: text('failure.storage.next'),
    }
    case 'conflict': return { title: text('failure.conflict.title'), did: '', next: text('failure.conflict.next') }
    case 'invalid': return { title: text('failure.invalid.title'), did: '', next: text('failure.invalid.next') }
    case 'coreGone': return {
      title: text('failure.coreGone.title'), did: text('failure.coreGone.did'), next: text('failure.coreGone.next'),
    }
    case 'bug': return { title: text('failure.bug.title'), did: text('failure.bug.did'), next: text('failure.bug.next') }
  }
}

type NoteProps = {
  words: Words; codes: readonly (readonly [string, string])[]; detail?: string | undefined; onRetry?: (() => void) | undefined
}

function Note({ words, codes, detail, onRetry }: NoteProps): ReactNode {
  const text = useText()
  return (
    <div className={styles.note} role="alert">
      <IconAlertTriangle className={styles.icon} size={20} stroke={1.75} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{words.title}</p>
        <p>{words.did} {words.next}</p>
        {detail !== undefined && detail !== '' && <p className={styles.detail}>{text('failure.systemSays', { detail })}</p>}
        {(codes.length > 0 || onRetry !== undefined) && (
          <div className={styles.foot}>
            {onRetry !== undefined && <Button variant="default" onClick={onRetry}>{text('failure.retry')}</Button>}
            {codes.length > 0 && (
              <span className={styles.codes}>
                {codes.map(([label, code]) => <span key={label}>{label} <code className="mono">{code}</code></span>)}
                <CopyButton
                  value={codes.map(([label, code]) => `${label}: ${code}`).join('\n')} label={text('failure.copyDetails')}
                />
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

/** What happened at an operator's system, what Lineside did, what you can do, and the codes to copy. */
export function FailureNote({ failure, onRetry }: { failure: OperatorFailureData; onRetry?: () => void }) {
  const text = useText()
  const codes: [string, string][] = []
  if (failure.code !== undefined) codes.push([text('failure.code'), failure.code])
  if (failure.correlationId !== undefined) codes.push([text('failure.correlationId'), failure.correlationId])
  return <Note words={operatorFailureWords(failure, text)} codes={codes} detail={failure.detail} onRetry={onRetry} />
}

/** The same for any failed call: `failure` from `describeError`. */
export function CallFailureNote({ failure, onRetry }: { failure: CallFailure; onRetry?: () => void }) {
  const text = useText()
  const retry = onRetry === undefined ? {} : { onRetry }
  if (failure.kind === 'operator') return <FailureNote failure={failure.failure} {...retry} />
  const code = failure.kind === 'storage' || failure.kind === 'bug' ? failure.code : ''
  const codes = code === '' ? [] : [[text('failure.code'), code] as const]
  const detail = failure.kind === 'invalid' ? `${failure.field} ${failure.reason}`
    : failure.kind === 'conflict' ? failure.reason : undefined
  return <Note words={callFailureWords(failure, text)} codes={codes} detail={detail} {...retry} />
}

/** The same for what a call threw. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return <CallFailureNote failure={describeError(error)} {...(onRetry === undefined ? {} : { onRetry })} />
}
