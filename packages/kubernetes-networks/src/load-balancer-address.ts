/** The addresses that MetalLB hands out, first and last. */
export const addressRange = { first: '172.17.255.1', last: '172.17.255.255' } as const;

/** The address of the cluster's DNS. */
export const dnsAddress = '172.17.255.2';

/**
 * The address of the web server. Away from the beginning of the range, where Services that ask for no particular
 * address are put.
 */
export const webAddress = '172.17.255.80';

/** Asks MetalLB for one address; with a key, for one that Services with the same key share. */
export const loadBalancerAddress = (address: string, sharingKey?: string): Readonly<Record<string, string>> => ({
  ...(sharingKey === undefined ? {} : { 'metallb.io/allow-shared-ip': sharingKey }),
  'metallb.io/loadBalancerIPs': address,
});
