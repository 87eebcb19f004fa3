/** The image of the operator. */
export const operatorImage = 'ghcr.io/wildermesser/mysql-operator:0.1.0';
