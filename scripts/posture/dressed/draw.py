"""Draws a dressed person in a room by OpenGL on EGL: textures, a key light with its shadow, light from above with its own."""

import cv2
import moderngl
import numpy as np

from formcheck_scripts.posture.crowd import HEIGHT, WIDTH
from formcheck_scripts.posture.dressed.meshes import Skinner
from formcheck_scripts.posture.dressed.programs import (
    DEPTH_FRAGMENT,
    DEPTH_VERTEX,
    PERSON_FRAGMENT,
    PERSON_VERTEX,
    ROOM_AGAIN,
    ROOM_FRAGMENT,
    ROOM_VERTEX,
    SCREEN_VERTEX,
)
from formcheck_scripts.samples import graphics
from formcheck_scripts.samples.camera import look_at, parallel

FINER = 1.25  # samples a pixel, each way
KINDS = ("skin", "cloth", "hair", "eye", "hard")
SHADOW = 1024


class Stage:
    """One person's renderer. light: of scenery.light; room, chair: scenery.Scene; creases: strength of small folds."""

    def __init__(self, person, camera, light, room, about, chair, creases, focus):
        self.person, self.camera, self.light, self.about = person, camera, light, about
        self.creases = creases
        self.size = int(WIDTH * FINER), int(HEIGHT * FINER)
        self.gl = gl = graphics.context()
        gl.enable(moderngl.DEPTH_TEST)
        self.depth_program = gl.program(DEPTH_VERTEX, DEPTH_FRAGMENT)
        self.programs = {k: gl.program(PERSON_VERTEX, PERSON_FRAGMENT.replace("@KIND@", str(i))) for i, k in enumerate(KINDS)}
        self.room_program = gl.program(ROOM_VERTEX, ROOM_FRAGMENT)
        self.again = gl.program(SCREEN_VERTEX, ROOM_AGAIN)
        corners = gl.buffer(np.array([-1, -1, 1, -1, -1, 1, 1, 1], "f4").tobytes())
        self.screen = gl.vertex_array(self.again, [(corners, "2f", "corner")])
        middle = np.array([0, 0, person.body.heads["spine01"][2]])
        self.to_key = parallel(0.95, 0.95, 0.5, 6) @ look_at(middle + 3 * light["key"], middle)
        self.to_sky = parallel(0.95, 0.95, 0.5, 4) @ look_at(middle + np.array((0.02, -0.25, 2.0)), middle)
        self.key_depth, self.key_frame = self._depth_map()
        self.sky_depth, self.sky_frame = self._depth_map()
        self.frame = gl.framebuffer([gl.texture(self.size, 4, dtype="f2")], gl.depth_renderbuffer(self.size))
        self.skinner = Skinner(person.body, person.parts, person.worn["dual"])
        self.drawn = [self._upload(p) for p in person.parts]
        self.held = {}
        self.chair = self._scene(chair) if chair.rows else None
        self._keep_room(room, focus)

    def _depth_map(self):
        texture = self.gl.depth_texture((SHADOW, SHADOW))
        texture.compare_func, texture.repeat_x, texture.repeat_y = "", False, False
        return texture, self.gl.framebuffer(depth_attachment=texture)

    def _texture(self, image):
        image = np.ascontiguousarray(image)
        texture = self.gl.texture((image.shape[1], image.shape[0]), 4, image.tobytes())
        texture.build_mipmaps()
        texture.filter = moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR
        return texture

    def _upload(self, part):
        gl = self.gl
        moving = gl.buffer(reserve=24 * len(part.corners), dynamic=True)
        rest = part.vertices[part.corners]
        still = gl.buffer(np.hstack([part.corner_texture, rest]).astype("f4").tobytes())
        indices = gl.buffer(part.indices.astype("i4").tobytes())
        array = gl.vertex_array(
            self.programs[part.kind],
            [(moving, "3f 3f", "in_position", "in_normal"), (still, "2f 3f", "in_texture", "in_rest")],
            indices,
            skip_errors=True,
        )
        depth = gl.vertex_array(self.depth_program, [(moving, "3f 12x", "in_position")], indices)
        normal = self._texture(part.normal_map) if part.normal_map is not None else None
        return {
            "part": part,
            "moving": moving,
            "array": array,
            "depth": depth,
            "image": self._texture(part.image),
            "normals": normal,
        }

    def _scene(self, scene):
        data = self.gl.buffer(scene.data().tobytes())
        layout = "3f 3f 3f 3f 2f"
        names = ("in_position", "in_normal", "in_colour", "in_second", "in_surface")
        array = self.gl.vertex_array(self.room_program, [(data, layout, *names)], skip_errors=True)
        depth = self.gl.vertex_array(self.depth_program, [(data, "3f 44x", "in_position")])
        return array, depth

    @staticmethod
    def _set(program, values):
        for name, value in values.items():
            if name in program:
                if isinstance(value, np.ndarray) and value.ndim == 2 and value.shape == (4, 4):
                    program[name].write(np.ascontiguousarray(value.T).astype("f4").tobytes())
                elif isinstance(value, np.ndarray):
                    program[name].write(value.astype("f4").tobytes())
                else:
                    program[name].value = value

    def _common(self):
        light = self.light
        return {
            "to_clip": self.camera.matrix, "to_key": self.to_key, "to_sky": self.to_sky, "eye": self.camera.position,
            "key": light["key"], "key_colour": light["keyColour"], "fill": light["fill"], "fill_colour": light["fillColour"],
            "rim": light["rim"], "rim_colour": light["rimColour"], "harmonics": light["harmonics"], "lamp": light["lamp"],
            "lamp_colour": light["lampColour"], "spread": light["spread"], "key_depth": 4, "sky_depth": 5,
            "ceiling": self.about["ceiling"], "back": self.about["back"],
        }  # fmt: skip

    def _shadows(self, arrays):
        for frame, matrix in ((self.key_frame, self.to_key), (self.sky_frame, self.to_sky)):
            frame.use()
            frame.clear(depth=1.0)
            self._set(self.depth_program, {"to_clip": matrix})
            for array in arrays:
                array.render()
        self.key_depth.use(4)
        self.sky_depth.use(5)

    def _keep_room(self, room, focus):
        gl = self.gl
        colours = [gl.texture(self.size, 4, dtype="f2") for _ in range(2)]
        place = gl.texture(self.size, 4, dtype="f4")
        frame = gl.framebuffer([*colours, place], gl.depth_renderbuffer(self.size))
        array, _ = self._scene(room)
        self._shadows([])
        frame.use()
        frame.clear(0.1, 0.1, 0.1, 1, depth=1.0)
        self._set(self.room_program, {**self._common(), "own_shadow": 0.0})
        array.render()
        for texture in colours:  # out of focus, what is far behind
            if focus > 0.5:
                raw = np.frombuffer(texture.read(), "f2").reshape(self.size[1], self.size[0], 4).astype("f4")
                texture.write(cv2.GaussianBlur(raw, (0, 0), focus * FINER).astype("f2").tobytes())
            texture.filter = moderngl.NEAREST, moderngl.NEAREST
        place.filter = moderngl.NEAREST, moderngl.NEAREST
        self.kept = colours[0], colours[1], place

    def draw(self, rotations, positions, mood, held=()):
        """Linear light, RGB, of one posture. held: (positions and normals of a solid, sRGB colour)."""
        gl = self.gl
        for one, (vertices, normals) in zip(self.drawn, self.skinner.move(rotations, positions, mood)):
            corners = one["part"].corners
            one["moving"].write(np.hstack([vertices[corners], normals[corners]]).astype("f4").tobytes())
        things = [self._hold(k, shape, colour) for k, (shape, colour) in enumerate(held)]
        gl.enable(moderngl.DEPTH_TEST)
        shadowing = [o["depth"] for o in self.drawn if o["part"].shadow] + [t[1] for t in things]
        self._shadows(shadowing + ([self.chair[1]] if self.chair else []))
        self.frame.use()
        self.frame.clear(depth=1.0)
        common = self._common()
        for unit, (name, texture) in enumerate(zip(("with_key", "without", "place"), self.kept)):
            texture.use(unit)
            self._set(self.again, {name: unit})
        self._set(self.again, common)
        self.screen.render(moderngl.TRIANGLE_STRIP)
        if self.chair or things:
            self._set(self.room_program, {**common, "own_shadow": 1.0})
            for array, _ in ([self.chair] if self.chair else []) + things:
                array.render()
        for program in self.programs.values():
            self._set(program, {**common, "image": 0, "normals": 1})
        for one in self.drawn:
            part = one["part"]
            one["image"].use(0)
            if one["normals"] is not None:
                one["normals"].use(1)
            values = {
                "normal_share": 0.8 if one["normals"] is not None else 0.0,
                "rough": part.rough,
                "sheen": part.sheen,
                "crease": self.creases if part.kind == "cloth" else 0.0,
                "open": part.open,
                "throat": float(self.person.body.heads["neck01"][2]),
            }
            self._set(self.programs[part.kind], values)
            one["array"].render()
        raw = np.frombuffer(self.frame.color_attachments[0].read(), "f2").reshape(self.size[1], self.size[0], 4)
        fine = raw[::-1, :, :3].astype("f4")
        return cv2.resize(np.minimum(fine, 6.0), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)

    def _hold(self, key, shape, colour):
        data = np.hstack([*shape, np.broadcast_to([*colour, *colour, 0, 0], (len(shape[0]), 8))]).astype("f4").tobytes()
        if (key, len(data)) not in self.held:
            buffer = self.gl.buffer(reserve=len(data), dynamic=True)
            names = ("in_position", "in_normal", "in_colour", "in_second", "in_surface")
            array = self.gl.vertex_array(self.room_program, [(buffer, "3f 3f 3f 3f 2f", *names)], skip_errors=True)
            self.held[key, len(data)] = (
                buffer,
                array,
                self.gl.vertex_array(self.depth_program, [(buffer, "3f 44x", "in_position")]),
            )
        buffer, array, depth = self.held[key, len(data)]
        buffer.write(data)
        return array, depth
