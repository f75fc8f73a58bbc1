import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import type { ConnectionTest } from '../../../shared/model/account.ts'
import type { Text } from '../../../shared/text/text.ts'
import { formatCount } from '../../parts/localTime.ts'
import { useText } from '../../text.tsx'
import styles from './ConnectionTestNote.module.css'
import room from './SettingsRoom.module.css'

function nextWords(test: ConnectionTest, text: Text): string {
  const seconds = (test.tookMs / 1000).toFixed(1)
  if (test.outcome === 'refused') return text(`account.test.refused.${test.refusal ?? 'refused'}`)
  return text(`account.test.${test.outcome}.next`, { seconds })
}

/** The outcome in words: what is wrong, what to do, and what the profile and the single areas reveal. */
export function ConnectionTestNote({ test }: { test: ConnectionTest }) {
  const text = useText()
  const { profile } = test
  const isOk = test.outcome === 'ok'
  return (
    <section className={styles.note} data-ok={isOk} role="status" aria-label={text('account.form.test')}>
      <p className={styles.title}>
        {isOk ? <IconCheck size={20} aria-hidden /> : <IconAlertTriangle size={20} stroke={1.75} aria-hidden />}
        {text(test.refusal === 'rightMissing' ? 'account.test.refused.rightMissing.title' : `account.test.${test.outcome}.title`)}
      </p>
      <p>{nextWords(test, text)}</p>
      {test.code !== undefined && <p className={room.hint}>{text('account.test.code', { code: test.code })}</p>}
      {(profile !== undefined || test.rights.length > 0 || test.lineCount !== undefined) && (
        <dl className={room.facts}>
          {profile?.name !== undefined && <><dt>{text('account.test.profile.name')}</dt><dd>{profile.name}</dd></>}
          {profile?.oneTimeCodeEnabled !== undefined && (
            <>
              <dt>{text('account.test.profile.otp')}</dt>
              <dd>{text(profile.oneTimeCodeEnabled ? 'account.test.profile.otp.on' : 'account.test.profile.otp.off')}</dd>
            </>
          )}
          {profile !== undefined && (
            <>
              <dt>{text('account.test.profile.whitelist')}</dt>
              <dd>
                {profile.whitelist.length === 0 ? text('account.test.profile.whitelist.none')
                  : profile.whitelist.map(({
                    subnet, description,
                  }) => description === '' ? subnet : `${subnet} (${description})`).join(', ')}
              </dd>
            </>
          )}
          {profile !== undefined && profile.roles.length > 0 && (
            <>
              <dt>{text('account.test.profile.roles')}</dt>
              <dd>{profile.roles.join(', ')}</dd>
            </>
          )}
          {test.lineCount !== undefined && (
            <>
              <dt>{text('account.test.lines')}</dt>
              <dd>{formatCount(test.lineCount, text.language)}</dd>
            </>
          )}
          {test.rights.length > 0 && (
            <>
              <dt>{text('account.test.rights')}</dt>
              <dd className={styles.rights}>
                {test.rights.map(({ area, allowed }) => (
                  <span key={area} data-allowed={allowed}>
                    {allowed ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
                    <span className="mono">{area}</span> {text(allowed ? 'account.test.right.yes' : 'account.test.right.no')}
                  </span>
                ))}
              </dd>
            </>
          )}
        </dl>
      )}
    </section>
  )
}
