import { createContext, useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import type { Language } from '../shared/model/settings.ts'
import { createText } from '../shared/text/text.ts'
import type { Text } from '../shared/text/text.ts'

const TextContext = createContext<Text | null>(null)

/** Gives everything below it the words of one language. */
export function TextProvider({ language, children }: { language: Language; children: ReactNode }) {
  const text = useMemo(() => createText(language, Date.now), [language])
  return <TextContext value={text}>{children}</TextContext>
}

/** The words of the chosen language: `text('find.searchBox')`. */
export function useText(): Text {
  const text = useContext(TextContext)
  if (text === null) throw new Error('useText outside TextProvider')
  return text
}
