import type { ReactNode } from 'react'
import { useClient } from '../clientContext.tsx'
import styles from './ExternalLink.module.css'

/** A link that leaves Lineside: the host opens it; where the host is a browser itself, this page does. */
export function ExternalLink({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  const client = useClient()
  const openHere = (): void => {
    if (href.startsWith('tel:') || href.startsWith('mailto:')) location.assign(href)
    else window.open(href, '_blank', 'noopener,noreferrer')
  }
  return (
    <a
      href={href}
      rel="noopener noreferrer"
      target="_blank"
      className={className ?? styles.link ?? ''}
      onClick={event => {
        event.preventDefault()
        client.app.openExternal({ url: href }).then(({ opened }) => {
          if (!opened) openHere()
        }, openHere)
      }}
    >
      {children}
    </a>
  )
}
