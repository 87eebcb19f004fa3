/** Where the web server is found from outside: the same host and path with Ingress, canary Ingress and Gateway API. */
export const webRoute = { host: 'web.com', path: '/web' } as const;

/** The request header that asks for the canary (`always`) or refuses it (`never`). */
export const canaryHeader = 'X-want-new';
