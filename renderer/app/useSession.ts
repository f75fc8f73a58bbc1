import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import type { Language } from '../../shared/model/settings.ts'
import type { Stores } from './StoresContext.tsx'
import { useSelected } from './StoresContext.tsx'

/** Fills the stores, keeps them current, and lets language and theme follow the settings. */
export function useSession(stores: Stores, onLanguage: (language: Language) => void): void {
  const { app, accounts, find, settings, sync, watch, outbox, visits } = stores
  const connections = useSelected(app, state => state.connections)
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (connections === 0) return
    const controller = new AbortController()
    const { signal } = controller
    void accounts.load()
    void settings.load()
    void find.loadStart()
    void find.loadFacets()
    void accounts.watch(signal)
    void sync.watch(signal)
    void watch.follow(signal)
    void outbox.follow(signal)
    void visits.follow(signal)
    return () => controller.abort()
  }, [accounts, connections, find, outbox, settings, sync, visits, watch])

  // After every completed walk the lines, facets and counts are other ones.
  useEffect(() => {
    let completed = ''
    return sync.subscribe(state => {
      const now = Object.values(state.states).map(each => `${each.accountId} ${each.completedAt ?? ''}`).join()
      if (now === completed) return
      completed = now
      void find.loadFacets()
      void find.loadStart()
      find.again()
    })
  }, [find, sync])

  const language = useSelected(settings, state => state.settings?.language)
  const theme = useSelected(settings, state => state.settings?.theme)
  useEffect(() => {
    if (language !== undefined) onLanguage(language)
  }, [language, onLanguage])
  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme === 'system' ? 'auto' : theme)
  }, [theme, setColorScheme])
}
