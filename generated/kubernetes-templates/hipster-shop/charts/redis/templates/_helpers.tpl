{{/* What several objects have in common: labels. */}}
{{- define "hipster-shop.redis.labels" -}}
app: redis-cart
app.kubernetes.io/component: cart-store
app.kubernetes.io/name: redis
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}
