/** Whether this page may show notifications; `missing` where the browser has none. */
export type NotificationLeave = NotificationPermission | 'missing'

const has = (): boolean => 'Notification' in globalThis

/** Notifications of the browser, for the host that has none of its own. */
export const pageNotifications = {
  leave: (): NotificationLeave => has() ? Notification.permission : 'missing',
  ask: async (): Promise<NotificationLeave> => has() ? Notification.requestPermission() : 'missing',
  /** Shows one where that is allowed. Of several pages with the same `tag` one shows it. */
  show(notice: { title: string; body: string; tag: string }, onChoose: () => void): void {
    if (!has() || Notification.permission !== 'granted') return
    try {
      const shown = new Notification(notice.title, { body: notice.body, tag: notice.tag })
      shown.addEventListener('click', () => {
        window.focus()
        onChoose()
        shown.close()
      })
    } catch {
      // Browsers of tablets have the word but refuse the constructor; the change is on screen either way.
    }
  },
}
