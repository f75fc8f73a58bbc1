import type { AccountId } from '../../../shared/model/common.ts'
import type { SettingsSection } from '../../app/route.ts'
import { formatRoute } from '../../app/route.ts'
import { useText } from '../../text.tsx'
import { AboutSection } from './AboutSection.tsx'
import { AccountForm } from './AccountForm.tsx'
import { AccountsSection } from './AccountsSection.tsx'
import { LimitsSection } from './LimitsSection.tsx'
import { LogSection } from './LogSection.tsx'
import { PreferencesSection } from './PreferencesSection.tsx'
import { SystemsSection } from './SystemsSection.tsx'
import { TemplatesSection } from './TemplatesSection.tsx'
import { PrivacySection } from './PrivacySection.tsx'
import { VerdictsSection } from './VerdictsSection.tsx'
import { WatchSection } from './WatchSection.tsx'
import styles from './SettingsRoom.module.css'

const sections: readonly SettingsSection[] = ['accounts', 'systems', 'preferences', 'limits', 'templates', 'watch', 'privacy', 'verdicts', 'log', 'about']

/** Operators, preferences, limits, ticket templates, watch, marked verdicts, the log, and where everything is kept. */
export function SettingsRoom({ section, account }: { section: SettingsSection; account: AccountId | 'new' | null }) {
  const text = useText()
  return (
    <div className={styles.room}>
      <h1 className="visuallyHidden">{text('room.settings')}</h1>
      <nav className={styles.sections} aria-label={text('settings.sections')}>
        {sections.map(each => (
          <a
            key={each} className={styles.section} href={formatRoute({ room: 'settings', section: each, account: null })}
            {...(each === section ? { 'aria-current': 'page' } : {})}
          >
            {text(`settings.${each}`)}
          </a>
        ))}
      </nav>
      <div className={styles.content} data-wide={section === 'log'}>
        {section === 'accounts' && (account === null ? <AccountsSection /> : <AccountForm key={account} formKey={account} />)}
        {section === 'systems' && <SystemsSection />}
        {section === 'preferences' && <PreferencesSection />}
        {section === 'limits' && <LimitsSection />}
        {section === 'templates' && <TemplatesSection />}
        {section === 'watch' && <WatchSection />}
        {section === 'privacy' && <PrivacySection />}
        {section === 'verdicts' && <VerdictsSection />}
        {section === 'log' && <LogSection />}
        {section === 'about' && <AboutSection />}
      </div>
    </div>
  )
}
