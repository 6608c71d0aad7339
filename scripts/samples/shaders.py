"""The renderer's programs in GLSL 3.30: one surface shader per material, shadows, ambient occlusion, the kept room."""

VERTEX = """#version 330
uniform mat4 view_projection; uniform mat4 sun_projection;
in vec3 in_position; in vec3 in_normal; in vec3 in_rest; in vec2 in_texture; in vec4 in_mask;
out vec3 P; out vec3 N; out vec3 Q; out vec2 UV; out vec4 M; out vec4 SP;
void main() {
  P = in_position; N = in_normal; Q = in_rest; UV = in_texture; M = in_mask;
  SP = sun_projection * vec4(in_position, 1); gl_Position = view_projection * vec4(in_position, 1);
}"""

DEPTH_VERTEX = """#version 330
uniform mat4 view_projection; in vec3 in_position;
void main() { gl_Position = view_projection * vec4(in_position, 1); }"""

DEPTH_FRAGMENT = "#version 330\nvoid main() {}"

SCREEN_VERTEX = """#version 330
in vec2 corner; out vec2 uv; void main() { uv = corner * .5 + .5; gl_Position = vec4(corner, 0, 1); }"""

NOISE = """
float hash(vec3 p) { p = fract(p * .3183099 + vec3(.1, .2, .3)); p *= 17.; return fract(p.x * p.y * p.z * (p.x + p.y + p.z)); }
float noise(vec3 x) {
  vec3 i = floor(x), f = fract(x); f = f * f * (3. - 2. * f);
  return mix(mix(mix(hash(i), hash(i + vec3(1,0,0)), f.x), mix(hash(i + vec3(0,1,0)), hash(i + vec3(1,1,0)), f.x), f.y),
             mix(mix(hash(i + vec3(0,0,1)), hash(i + vec3(1,0,1)), f.x), mix(hash(i + vec3(0,1,1)), hash(i + vec3(1,1,1)), f.x), f.y), f.z);
}
float cloud(vec3 p) { return .65 * noise(p) + .35 * noise(p * 2.3); }
"""

# Light falls off softly: a sun or lamp with shadow, light from the room above and the floor below, a fill from the side.
LIGHTING = """
vec3 toned(vec3 c) {
  c *= exposure; c = c * (1. + c * .12) / (1. + c * .45); c = pow(clamp(c, 0., 1.), vec3(1. / 2.2));
  return mix(c, c * c * (3. - 2. * c), .45);
}
"""

MATERIALS = ("skin", "cloth", "eyes", "lashes", "wall", "wood", "picture", "plain", "glow")

SURFACE = (
    """#version 330
#define MATERIAL @MATERIAL@
in vec3 P; in vec3 N; in vec3 Q; in vec2 UV; in vec4 M; in vec4 SP;
layout(location = 0) out vec4 lit; @OUTPUTS@
uniform vec3 colour; uniform vec3 second; uniform vec3 trousers; uniform vec3 hair; uniform vec3 eye; uniform vec3 iris; uniform vec3 camera;
uniform vec3 sun; uniform vec3 sun_colour; uniform vec3 sky; uniform vec3 ground; uniform float exposure;
uniform vec3 shoulder; uniform vec3 arm; uniform float sleeve; uniform vec2 neck; uniform float hem;
uniform float brow; uniform float beard; uniform float male; uniform float pattern;
uniform sampler2D masks; uniform sampler2D shadow; uniform sampler2D occlusion; uniform vec2 size;
"""
    + NOISE
    + LIGHTING
    + """
// Where the shirt is, in the rest pose: 1 inside. `margin` widens it, for its seam and for the skin beneath.
float shirt(vec3 q, float margin) {
  vec3 a = vec3(abs(q.x), q.y, q.z); vec3 v = a - shoulder; float along = dot(v, arm); float off = length(v - arm * along);
  if (a.x > shoulder.x * .8 && along > sleeve - margin && (off < .11 || a.x > .26)) return 0.;
  if (a.z > neck.x + neck.y * a.y + 3.2 * a.x * a.x - margin && a.x < .16) return 0.;
  return 1.;
}
void main() {
  vec3 n = normalize(N), V = normalize(camera - P); if (dot(n, V) < 0.) n = -n;
  vec3 c = colour; float gloss = .04, hardness = 20., wrap = 0.; vec3 e = vec3(abs(Q.x) - eye.x, Q.y - eye.y, Q.z - eye.z);
#if MATERIAL == 0
  if (shirt(Q, .012) > .5 && (Q.z > hem || abs(Q.x) > .27) && M.y < .35) discard;
  if (Q.z < hem && abs(Q.x) < .26 && Q.z < .25) discard;                        // the legs are all trousers
  wrap = .35; vec4 mask = texture(masks, UV); gloss = .10; hardness = 14.;
  c *= .93 + .14 * cloud(Q * 55.); c *= mix(vec3(1), vec3(1.06, .94, .92), cloud(Q * 18.));
  if (Q.z > eye.z - .16) {
    float flush = exp(-(pow((abs(Q.x) - .042) / .022, 2.) + pow((e.z + .045) / .022, 2.)))
                + .9 * exp(-(pow(Q.x / .014, 2.) + pow((e.z + .048) / .016, 2.)));
    c *= mix(vec3(1), vec3(1.05, .84, .80), clamp(flush, 0., 1.) * .8);
    c *= mix(vec3(1), vec3(.90, .80, .78), mask.y * .75);
    c *= mix(vec3(1), vec3(.86, .72, .68), exp(-(pow(e.x / .020, 2.) + pow((e.z + .013) / .007, 2.))) * .6);
    c = mix(c, c * vec3(.92, .58, .56) + vec3(.02, 0, 0), mask.x * .85);
    c *= mix(vec3(1), vec3(1.08, .85, .82), mask.z * .6);
    float chin = smoothstep(-.048, -.068, e.z) * (1. - mask.x) * smoothstep(-.165, -.13, e.z) * smoothstep(.02, -.02, e.y - .03);
    c = mix(c, hair * .9 + c * .12, chin * beard * smoothstep(.15, .55, noise(Q * vec3(500., 500., 220.)) * .6 + .35 * beard));
    if (male > .5) c *= mix(vec3(1), vec3(.82, .82, .86), chin * .6);
    float bow = brow + .006 * (1. - pow((e.x - .004) / .024, 2.)), thick = .0052 * (1. - smoothstep(-.006, .030, e.x) * .55);
    float hairs = smoothstep(thick, thick * .35, abs(e.z - bow)) * smoothstep(-.024, -.018, e.x) * smoothstep(.031, .022, e.x) * step(e.y, .05);
    c = mix(c, hair * .8, hairs * (.6 + .35 * noise(Q * vec3(900, 900, 300))));
  }
  c = mix(c, c * vec3(1.1, .9, .88), mask.w * .6);
  float hairy = M.x + (cloud(Q * vec3(160, 160, 60)) - .5) * .35;
  if (hairy > .5) {
    float strand = noise(vec3(Q.x * 420., Q.y * 60., Q.z * 60.) + cloud(Q * 30.) * 9.);
    c = hair * (.55 + .8 * strand); gloss = .18; hardness = 22.; wrap = .1;
    n = normalize(n + .5 * (vec3(noise(Q * 300.), noise(Q * 300. + 7.), noise(Q * 300. + 17.)) - .5));
  } else if (hairy > .36) c = mix(c, hair, (hairy - .36) / .14 * .8);
#elif MATERIAL == 1
  // At rest the hands hang beside the hips: what is far aside is a sleeve, never trousers.
  if (Q.z > hem || abs(Q.x) > .27) {
    if (shirt(Q, 0.) < .5) discard;
    if (pattern > .5 && pattern < 1.5) c = mix(c, second, step(.55, fract(Q.z * 14.)));
    if (pattern > 1.5) c = mix(c, second, step(Q.z, .36) * step(.30, Q.z));
    if (shirt(Q, .012) < .5) c *= .82;
    if (Q.z < hem + .012 && abs(Q.x) < .27) c *= .75;
  } else {
    c = trousers * (.9 + .2 * cloud(Q * 140.)); if (Q.z > hem - .028) c *= .7;      // waistband
    c *= 1. - .35 * exp(-pow(Q.x / .004, 2.)) * step(.0, Q.z);                     // fly
  }
  vec3 folds = vec3(cloud(Q * 15.), cloud(Q * 15. + 3.), cloud(Q * 15. + 9.)) - .5;
  n = normalize(n + folds * .55); c *= .9 + .16 * cloud(Q * 90.); gloss = .01; wrap = .12;
#elif MATERIAL == 2
  vec3 d = normalize(M.xyz); float r = acos(clamp(-d.y, -1., 1.));
  c = vec3(.70, .67, .65) * (.9 + .1 * noise(Q * 500.)); c = mix(c, vec3(.65, .45, .43), smoothstep(.7, 1.2, r) * .5);
  if (r < .54) c = iris * (.6 + .6 * noise(d * 30.)); if (r > .46 && r < .54) c *= .5; if (r < .24) c = vec3(.02);
  gloss = .6; hardness = 90.; c *= .85;
#elif MATERIAL == 3
  c = mix(hair, colour, .35);
#elif MATERIAL == 4
  c *= .96 + .06 * noise(P * 2.5);
#elif MATERIAL == 5
  c *= .75 + .4 * cloud(P * vec3(3., 30., 30.)); gloss = .1;
#elif MATERIAL == 6
  c = mix(colour, second, cloud(P * 9.)); c = mix(c, c.zyx, step(.55, cloud(P * 4. + 7.)) * .5);
#elif MATERIAL == 7
  gloss = .35; hardness = 30.;
#endif
  float NL = dot(n, sun), diffuse = max((NL + wrap) / (1. + wrap), 0.);
  vec3 sp = SP.xyz / SP.w * .5 + .5; float s = 0., bias = .0035 + .010 * (1. - clamp(NL, 0., 1.));
  for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) {
    float d = texture(shadow, sp.xy + (vec2(i, j) - .5) * 2.6 / 1024.).r; s += (sp.z - bias < d) ? 1. : 0.;
  }
  s /= 4.; if (sp.x < 0. || sp.x > 1. || sp.y < 0. || sp.y > 1.) s = 1.;
  float A = texture(occlusion, gl_FragCoord.xy / size).r;
  vec3 ambient = mix(ground, sky, n.z * .5 + .5) * A;
  vec3 fill = vec3(.30, .32, .36) * max(dot(n, normalize(vec3(.7, -.7, .15))), 0.) * A;
  vec3 H = normalize(sun + V); float shine = gloss * pow(max(dot(n, H), 0.), hardness) * step(0., NL);
  vec3 direct = sun_colour * diffuse; if (wrap > .3) direct = mix(direct, direct * vec3(1.15, .93, .88), 1. - smoothstep(0., .5, NL));
  vec3 rim = (MATERIAL < 2) ? vec3(.10) * pow(1. - max(dot(n, V), 0.), 3.) * A : vec3(0);
  vec3 indirect = c * (ambient + fill + rim);
#if MATERIAL == 8
  indirect = colour; direct = vec3(0); shine = 0.;
#endif
  vec3 full = indirect + s * (c * direct + sun_colour * shine);
  @WRITE@
}"""
)

# A moving thing is drawn as it will be seen; the room is kept as two images, in the sun and in a shadow, and in place.
MOVING = {"@OUTPUTS@": "", "@WRITE@": "lit = vec4(toned(full), 1);"}
KEPT = {
    "@OUTPUTS@": "layout(location = 1) out vec4 shaded; layout(location = 2) out vec4 place;",
    "@WRITE@": "lit = vec4(toned(full), 1); shaded = vec4(toned(indirect), 1); place = vec4(P, 1);",
}

ROOM = """#version 330
in vec2 uv; out vec4 o; uniform sampler2D lit; uniform sampler2D shaded; uniform sampler2D place; uniform sampler2D shadow;
uniform mat4 sun_projection;
void main() {
  vec4 p = texture(place, uv); vec3 sp = (sun_projection * vec4(p.xyz, 1)).xyz * .5 + .5; float s = 0.;
  for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) {
    float d = texture(shadow, sp.xy + (vec2(i, j) - .5) * 4. / 1024.).r; s += (sp.z - .004 < d) ? 1. : 0.;
  }
  s /= 4.; if (sp.x < 0. || sp.x > 1. || sp.y < 0. || sp.y > 1.) s = 1.;
  o = mix(texture(shaded, uv), texture(lit, uv), s);
}"""

# Ambient occlusion from the depth alone: how much nearer matter stands around a point within 7.5 cm.
OCCLUSION = """#version 330
in vec2 uv; out vec4 o; uniform sampler2D depth; uniform float near; uniform float far; uniform vec2 slope;
float distance_of(float d) { return 2. * near * far / (far + near - (d * 2. - 1.) * (far - near)); }
void main() {
  float z = distance_of(texture(depth, uv).r); if (z > far * .95) { o = vec4(1); return; }
  float r = .075 / (z * slope.y * 2.), a = 0., turn = fract(sin(dot(gl_FragCoord.xy, vec2(12.98, 78.23))) * 43758.5) * 6.283;
  for (int i = 0; i < 12; i++) {
    float k = (float(i) + .5) / 12., angle = turn + float(i) * 2.39996;
    vec2 d = vec2(cos(angle), sin(angle)) * r * sqrt(k) * vec2(slope.y / slope.x, 1.);
    float step_ = z - distance_of(texture(depth, uv + d).r);
    a += smoothstep(.004, .05, step_) * (1. - smoothstep(.10, .25, step_));
  }
  o = vec4(vec3(clamp(1. - a / 12. * 1.5, 0., 1.)), 1);
}"""

BLUR = """#version 330
in vec2 uv; out vec4 o; uniform sampler2D image; uniform vec2 pixel;
void main() {
  float s = 0.; for (int i = -2; i < 2; i++) for (int j = -2; j < 2; j++) s += texture(image, uv + (vec2(i, j) + .5) * pixel).r;
  o = vec4(s / 16.);
}"""


def surface(material, kept):
    source = SURFACE.replace("@MATERIAL@", str(MATERIALS.index(material)))
    for mark, text in (KEPT if kept else MOVING).items():
        source = source.replace(mark, text)
    return source
