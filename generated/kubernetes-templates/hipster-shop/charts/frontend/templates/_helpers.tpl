{{/* What several objects have in common: labels. */}}
{{- define "hipster-shop.frontend.labels" -}}
app: frontend
app.kubernetes.io/component: frontend
app.kubernetes.io/name: frontend
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}
