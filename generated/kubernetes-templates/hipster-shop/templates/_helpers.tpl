{{/* What several objects have in common: labels. */}}
{{- define "hipster-shop.labels" -}}
app: adservice
app.kubernetes.io/component: backend
app.kubernetes.io/name: adservice
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}

{{/* What several objects have in common: labels2. */}}
{{- define "hipster-shop.labels2" -}}
app: cartservice
app.kubernetes.io/component: backend
app.kubernetes.io/name: cartservice
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}

{{/* What several objects have in common: labels3. */}}
{{- define "hipster-shop.labels3" -}}
app: checkoutservice
app.kubernetes.io/component: backend
app.kubernetes.io/name: checkoutservice
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}

{{/* What several objects have in common: labels4. */}}
{{- define "hipster-shop.labels4" -}}
app: emailservice
app.kubernetes.io/component: backend
app.kubernetes.io/name: emailservice
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}

{{/* What several objects have in common: labels5. */}}
{{- define "hipster-shop.labels5" -}}
app: productcatalogservice
app.kubernetes.io/component: backend
app.kubernetes.io/name: productcatalogservice
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}

{{/* What several objects have in common: labels6. */}}
{{- define "hipster-shop.labels6" -}}
app: recommendationservice
app.kubernetes.io/component: backend
app.kubernetes.io/name: recommendationservice
app.kubernetes.io/part-of: hipster-shop
app.kubernetes.io/version: {{ (.Values.image).tag | quote }}
{{- end }}
