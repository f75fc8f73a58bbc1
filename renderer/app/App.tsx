import { Loader, MantineProvider } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { Language } from '../../shared/model/settings.ts'
import type { Connection } from '../client.ts'
import { ClientProvider } from '../clientContext.tsx'
import { prepareFile } from '../rooms/visits/add/prepareFile.ts'
import { createAccountsStore } from '../stores/accounts.ts'
import { createAddressesStore } from '../stores/addresses.ts'
import { createAppStore, isOpen } from '../stores/app.ts'
import type { AppStore } from '../stores/app.ts'
import { createFindStore } from '../stores/find.ts'
import { createOutboxStore } from '../stores/outbox.ts'
import { createSettingsStore } from '../stores/settings.ts'
import { createSyncStore } from '../stores/sync.ts'
import { createUploadsStore } from '../stores/uploads.ts'
import { createVisitsStore } from '../stores/visits.ts'
import { createWatchStore } from '../stores/watch.ts'
import { createWorkStore } from '../stores/work.ts'
import { TextProvider, useText } from '../text.tsx'
import { resolveCssVariables, styleNonce, theme } from '../theme.ts'
import { acrossResets } from './acrossResets.ts'
import { JournalGate } from './JournalGate.tsx'
import { keepLanguage, startLanguage } from './startLanguage.ts'
import panel from './Panel.module.css'
import { SetAside } from './SetAside.tsx'
import { Shell } from './Shell.tsx'
import { StoresProvider, useSelected } from './StoresContext.tsx'
import { useActivity } from './useActivity.ts'
import { useSession } from './useSession.ts'
import { VaultGate } from './VaultGate.tsx'

/** The whole page: theme, words and client, then the gates, then the rooms. */
export function App({ connection }: { connection: Connection }) {
  const [app] = useState(() => createAppStore(connection.client))
  const [language, setLanguage] = useState<Language>(startLanguage)
  useEffect(() => acrossResets(connection, signal => void app.watch(signal)), [app, connection])
  useEffect(() => keepLanguage(language), [language])
  return (
    <MantineProvider
      theme={theme} cssVariablesResolver={resolveCssVariables} getStyleNonce={styleNonce} defaultColorScheme="auto"
    >
      <TextProvider language={language}>
        <ClientProvider client={connection.client}>
          <Gates app={app} connection={connection} onLanguage={setLanguage} />
        </ClientProvider>
      </TextProvider>
    </MantineProvider>
  )
}

type GatesProps = { app: AppStore; connection: Connection; onLanguage: (language: Language) => void }

function Gates({ app, connection, onLanguage }: GatesProps) {
  const text = useText()
  const status = useSelected(app, state => state.status)
  const session = useSelected(app, state => state.session)
  const deletedAt = useSelected(app, state => state.deletedAt)
  const hasQuit = useSelected(app, state => state.connection === 'quit')
  if (hasQuit) {
    return (
      <main className={panel.panel}>
        <h1>{text('app.closed.title')}</h1>
        <p>{text('app.closed.next')}</p>
      </main>
    )
  }
  if (status === null) {
    return (
      <main className={panel.panel}>
        <p className={panel.centre} role="status"><Loader size="sm" />{text('app.starting')}</p>
      </main>
    )
  }
  const open = isOpen(status)
  const { journal, vault } = status
  return (
    <>
      {session !== null && (
        <SetAside aside={!open} key={`${session} ${deletedAt ?? ''}`}>
          <Session app={app} connection={connection} onLanguage={onLanguage} />
        </SetAside>
      )}
      {!open && (journal.state === 'damaged' || journal.state === 'refused'
        ? <JournalGate journal={journal} app={app} />
        : <VaultGate vault={vault} app={app} locked={session !== null} />)}
    </>
  )
}

function Session({ app, connection: { client }, onLanguage }: GatesProps) {
  const stores = useMemo(() => ({
    app, accounts: createAccountsStore(client), find: createFindStore(client), settings: createSettingsStore(client),
    sync: createSyncStore(client), watch: createWatchStore(client), work: createWorkStore(client), outbox: createOutboxStore(client),
    visits: createVisitsStore(client), addresses: createAddressesStore(client), uploads: createUploadsStore(client, prepareFile),
  }), [app, client])
  useSession(stores, onLanguage)
  useActivity(client)
  return <StoresProvider stores={stores}><Shell /></StoresProvider>
}
