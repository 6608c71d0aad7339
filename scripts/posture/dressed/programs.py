"""The graphics programs: cloth, skin and hair by their textures, the room by its surfaces, shadows of the key and of the sky."""

DEPTH_VERTEX = """#version 330
uniform mat4 to_clip; in vec3 in_position;
void main() { gl_Position = to_clip * vec4(in_position, 1.); }"""
DEPTH_FRAGMENT = "#version 330\nvoid main() {}"

SHADE = """
uniform vec3 eye; uniform vec3 key; uniform vec3 key_colour; uniform vec3 fill; uniform vec3 fill_colour; uniform vec3 rim; uniform vec3 rim_colour;
uniform vec3 harmonics[4]; uniform vec3 lamp; uniform vec3 lamp_colour; uniform float spread;
uniform mat4 to_key; uniform mat4 to_sky; uniform sampler2D key_depth; uniform sampler2D sky_depth;
float dither(vec2 p) { return fract(52.9829189 * fract(dot(p, vec2(.06711056, .00583715)))); }
float seen(sampler2D depth, mat4 to, vec3 p, float bias, float width, int taps) {
  vec4 c = to * vec4(p, 1.); vec3 s = c.xyz / c.w * .5 + .5;
  if (s.z > 1. || any(lessThan(s.xy, vec2(.005))) || any(greaterThan(s.xy, vec2(.995)))) return 1.;
  float turn = dither(gl_FragCoord.xy) * 6.2832, lit = 0.;
  for (int i = 0; i < taps; i++) {
    float a = turn + float(i) * 2.39996, r = sqrt((float(i) + .5) / float(taps)) * width;
    lit += step(s.z - bias, texture(depth, s.xy + r * vec2(cos(a), sin(a))).r);
  }
  return lit / float(taps);
}
vec3 around(vec3 n) { return max(harmonics[0] + harmonics[1] * n.z + harmonics[2] * n.x - harmonics[3] * n.y, vec3(.02)); }
"""

ROOM_VERTEX = """#version 330
uniform mat4 to_clip; in vec3 in_position; in vec3 in_normal; in vec3 in_colour; in vec3 in_second; in vec2 in_surface;
out vec3 P; out vec3 N; flat out vec3 C; flat out vec3 D; flat out vec2 S;
void main() { P = in_position; N = in_normal; C = in_colour; D = in_second; S = in_surface; gl_Position = to_clip * vec4(P, 1.); }"""

ROOM_FRAGMENT = (
    """#version 330
in vec3 P; in vec3 N; flat in vec3 C; flat in vec3 D; flat in vec2 S;
layout(location = 0) out vec4 with_key; layout(location = 1) out vec4 without; layout(location = 2) out vec4 place;
"""
    + SHADE
    + """
uniform float ceiling; uniform float back; uniform float own_shadow;
float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float noise(vec2 x) { vec2 i = floor(x), f = fract(x); f = f * f * (3. - 2. * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y); }
float cloud(vec2 p) { return .55 * noise(p) + .3 * noise(p * 2.1 + 7.) + .15 * noise(p * 4.7 + 3.); }
void main() {
  vec3 n = normalize(N), V = normalize(eye - P); if (dot(n, V) < 0.) n = -n;
  vec2 uv = abs(n.y) > .6 ? P.xz : (abs(n.x) > .6 ? P.yz : P.xy); vec3 c = C; int kind = int(S.x + .5); float glow = 0.;
  if (kind == 0) c *= .97 + .06 * noise(uv * 9.);
  if (kind == 1) { float g = cloud(vec2(uv.x * 3. + S.y, uv.y * 40.)); c = mix(C, D, .7 * g); c *= .9 + .1 * step(.02, fract(uv.x * 5. + S.y)); }
  if (kind == 2) { vec2 b = uv * vec2(4.6, 13.); b.x += .5 * mod(floor(b.y), 2.); vec2 f = fract(b);
    c = C * (.7 + .5 * hash(floor(b) + S.y)) * (.85 + .3 * cloud(uv * 60.)); if (f.x < .05 || f.y < .12) c = D * (.8 + .3 * noise(uv * 90.)); }
  if (kind == 3) { vec2 b = uv * (4. + mod(S.y, 4.)); vec2 f = fract(b); c = C * (.92 + .12 * hash(floor(b))); if (f.x < .03 || f.y < .03) c = D; }
  if (kind == 4) c = mix(C, D, step(.5, fract(uv.x * (3. + S.y))));
  if (kind == 5) { vec2 b = uv * (5. + S.y); vec2 f = fract(b) - .5; float a = atan(f.y, f.x), r = length(f) * 2.;
    c = mix(C, D, smoothstep(.02, -.02, r - .45 - .25 * cos(5. * a + 6. * hash(floor(b))))); }
  if (kind == 6) { vec2 q = uv * 5. + S.y; c = mix(C, D, smoothstep(.35, .65, cloud(q + 2. * cloud(q)))); c = mix(c, C.zxy, step(.72, cloud(q * 1.7 + 11.)));
    c = mix(c, vec3(.9), step(.78, noise(q * 3. + 31.))); }
  if (kind == 7) glow = 1.;
  if (kind == 8) c *= .86 + .24 * cloud(uv * 3.1 + S.y);
  if (kind == 9) c *= .82 + .25 * noise(uv * 260.) + .1 * cloud(uv * 5.);
  if (kind == 10) { glow = 1.; c = mix(D, C, smoothstep(-.3, .5, cloud(uv * 3. + S.y) + .7 * (uv.y - .9)) ); c *= .9 + .3 * cloud(uv * 9.); }
  if (kind == 11) { float f = fract(uv.x * 2.2); c = C * (f < .04 ? .55 : 1.) * (.96 + .06 * noise(uv * vec2(30., 2.))); if (fract(uv.y * .8) < .03) c = D; }
  c = pow(c, vec3(2.2));
  // Corners are darker.
  float corner = (1. - .35 * exp(-3.5 * abs(ceiling - P.z))) * (1. - .25 * exp(-4. * abs(back - P.y)) * step(abs(n.y), .5));
  vec3 to_lamp = lamp - P; float far = dot(to_lamp, to_lamp);
  vec3 base = around(n) * corner + fill_colour * max(dot(n, fill), 0.) * .6 + lamp_colour * max(dot(n, normalize(to_lamp)), 0.) / (.4 + far);
  vec3 extra = key_colour * max(dot(n, key), 0.) * .8 * mix(1., seen(key_depth, to_key, P, .012, .002 * spread, 6), own_shadow);
  if (glow > .5) { base = vec3(1.6); extra = vec3(0.); }
  with_key = vec4(c * (base + extra), 1.); without = vec4(c * base, 1.); place = vec4(P, 1.);
}"""
)

SCREEN_VERTEX = """#version 330
in vec2 corner; out vec2 uv; void main() { uv = corner * .5 + .5; gl_Position = vec4(corner, .99999, 1.); }"""

ROOM_AGAIN = (
    """#version 330
in vec2 uv; out vec4 o; uniform sampler2D with_key; uniform sampler2D without; uniform sampler2D place;
"""
    + SHADE
    + """
void main() {
  vec3 p = texture(place, uv).xyz;
  float lit = seen(key_depth, to_key, p, .004, .004 * spread, 5), sky = seen(sky_depth, to_sky, p, .004, .05, 4);
  o = vec4(mix(texture(without, uv).rgb, texture(with_key, uv).rgb, lit) * mix(.72, 1., sky), 1.);
}"""
)

PERSON_VERTEX = """#version 330
uniform mat4 to_clip; in vec3 in_position; in vec3 in_normal; in vec2 in_texture; in vec3 in_rest;
out vec3 P; out vec3 N; out vec2 T; out vec3 Q;
void main() { P = in_position; N = in_normal; T = in_texture; Q = in_rest; gl_Position = to_clip * vec4(P, 1.); }"""

# KIND: 0 skin, 1 cloth, 2 hair, 3 eye, 4 hard
PERSON_FRAGMENT = (
    """#version 330
#define KIND @KIND@
in vec3 P; in vec3 N; in vec2 T; in vec3 Q; out vec4 o;
uniform sampler2D image; uniform sampler2D normals; uniform float normal_share; uniform float rough; uniform float sheen; uniform float crease; uniform float open; uniform float throat;
"""
    + SHADE
    + """
float spot(vec3 n, vec3 l, vec3 V, float rough) {
  vec3 h = normalize(l + V); float a = rough * rough, d = max(dot(n, h), 0.); d = d * d * (a * a - 1.) + 1.;
  return a * a / (3.1416 * d * d) * .25 * max(dot(n, l), 0.);
}
vec3 lit(vec3 n, vec3 l, float wrap) { return vec3(max((dot(n, l) + wrap) / (1. + wrap), 0.)); }
void main() {
  vec4 t = texture(image, T);
#if KIND == 2
  if (t.a < .38) discard;
#elif KIND == 1
  if (abs(Q.x) < open * (.55 + .9 * smoothstep(throat - .35, throat, Q.z)) && Q.y < .0) discard;
#endif
  vec3 n = normalize(N), V = normalize(eye - P);
#if KIND != 0
  if (dot(n, V) < 0.) n = -n;
#endif
#if KIND == 1
  if (normal_share > 0.) {
    vec3 m = texture(normals, T).xyz * 2. - 1.; vec3 px = dFdx(P), py = dFdy(P); vec2 tx = dFdx(T), ty = dFdy(T);
    vec3 tangent = px * ty.y - py * tx.y, other = -px * ty.x + py * tx.x;
    n = normalize(n * max(m.z, .2) + normal_share * (m.x * normalize(tangent + 1e-9) + m.y * normalize(other + 1e-9)));
  }
  vec3 w = vec3(0.);
  w += vec3(31., 17., 44.) * cos(dot(Q, vec3(31., 17., 44.)) + 3. * sin(Q.x * 23.)) / 44.;
  w += vec3(-57., 21., 39.) * cos(dot(Q, vec3(-57., 21., 39.)) + 2. * sin(Q.z * 37.)) / 90.;
  w += vec3(70., -80., 25.) * cos(dot(Q, vec3(70., -80., 25.)) + 2. * sin(Q.y * 31.)) / 190.;
  n = normalize(n + crease * w);
#endif
  vec3 c = pow(t.rgb, vec3(2.2));
  float sky = mix(.38, 1., seen(sky_depth, to_sky, P + n * .006, .003, .055, 7));
  float key_seen = seen(key_depth, to_key, P + n * .004, .0035, .0022 * spread, 7);
  float facing = max(dot(n, V), 0.), edge = pow(1. - facing, 4.);
  vec3 to_lamp = lamp - P; float far = dot(to_lamp, to_lamp); vec3 lamp_way = normalize(to_lamp);
  vec3 lamp_light = lamp_colour / (.4 + far);
#if KIND == 0
  vec3 key_soft = vec3(lit(n, key, .35).r, lit(n, key, .18).r, lit(n, key, .10).r);
  vec3 diffuse = around(n) * sky + key_colour * key_soft * mix(vec3(.12, .03, .02), vec3(1.), key_seen) + fill_colour * lit(n, fill, .3) * sky;
#else
  vec3 diffuse = around(n) * sky + key_colour * lit(n, key, KIND == 2 ? .2 : .04) * key_seen + fill_colour * lit(n, fill, .1) * sky;
#endif
  diffuse += lamp_light * lit(n, lamp_way, .1) + rim_colour * lit(n, rim, 0.) * sky;
  float shine = KIND == 0 ? .55 : (KIND == 1 ? .25 : (KIND == 2 ? .7 : 1.3));
  vec3 gloss = key_colour * spot(n, key, V, rough) * key_seen + fill_colour * spot(n, fill, V, rough) + lamp_light * spot(n, lamp_way, V, rough);
  gloss += around(reflect(-V, n)) * (.025 + .25 * edge) * sky * (1. - rough);
  vec3 light = c * diffuse + shine * gloss * (KIND == 2 ? c * 3. + .05 : vec3(1.));
#if KIND == 1
  light += sheen * edge * (c * .5 + .04) * around(n) * sky;
#endif
  o = vec4(light, 1.);
}"""
)
