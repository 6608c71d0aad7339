"""Draws a person in a room as a webcam would see them, on the processor (OpenGL by EGL, without a screen).

The room is drawn once and kept as an image in the sun and one in the shade; each frame draws only the people
and what they hold, and the shadows that they throw into the room.
"""

import cv2
import moderngl
import numpy as np

from formcheck_scripts.samples import equipment as gear
from formcheck_scripts.samples import graphics, walking
from formcheck_scripts.samples.body import data_folder
from formcheck_scripts.samples.camera import FAR, NEAR, look_at, parallel
from formcheck_scripts.samples.drawn_person import DrawnPerson
from formcheck_scripts.samples.figure import Person
from formcheck_scripts.samples.room import FLOOR_Z, room
from formcheck_scripts.samples.rotations import unit
from formcheck_scripts.samples.shaders import (
    BLUR,
    DEPTH_FRAGMENT,
    DEPTH_VERTEX,
    MATERIALS,
    OCCLUSION,
    ROOM,
    SCREEN_VERTEX,
    VERTEX,
    surface,
)

SHADOW_SIZE = 1024
WALKING_FLOOR = FLOOR_Z + 0.40  # seated people have their hips where standing ones have them: who walks stands higher
BAND_COLOUR = (0.55, 0.06, 0.10)

LIGHT = {
    "direction": (-0.55, -0.75, 0.75),
    "sun": (1.05, 1.0, 0.92),
    "sky": (0.50, 0.52, 0.58),
    "ground": (0.26, 0.22, 0.19),
    "exposure": 1.0,
}


class Renderer:
    """
    person: a `Person`. camera: a `PlacedCamera`. room: {name, seed, wall, chair}. equipment: none, band or weights.
    light: what differs from LIGHT. walkers: names of people who may pass by.
    """

    def __init__(self, person, camera, room=None, equipment="none", light=None, walkers=()):
        self.camera, self.equipment = camera, equipment
        self.width, self.height = camera.width, camera.height
        self.light = {**LIGHT, **(light or {})}
        self.gl = graphics.context()
        self._programs()
        self._buffers()
        self.person = DrawnPerson(self, person)
        self.walkers = {name: DrawnPerson(self, Person(name)) for name in walkers}
        self.solids = {}
        self._sun()
        self._keep_room({"name": "office", "seed": 1, "wall": (0.55, 0.54, 0.50), "chair": "stool", "sideWalls": False, **(room or {})})

    def _programs(self):
        gl = self.gl
        self.moving = {m: gl.program(VERTEX, surface(m, False)) for m in MATERIALS}
        self.kept = {m: gl.program(VERTEX, surface(m, True)) for m in MATERIALS[4:]}
        self.depth_only = gl.program(DEPTH_VERTEX, DEPTH_FRAGMENT)
        corners = gl.buffer(np.array([-1, -1, 1, -1, -1, 1, 1, 1], "f4").tobytes())
        self.screen = {}
        for name, source in (("occlusion", OCCLUSION), ("blur", BLUR), ("room", ROOM)):
            program = gl.program(SCREEN_VERTEX, source)
            self.screen[name] = program, gl.vertex_array(program, [(corners, "2f", "corner")])

    def _buffers(self):
        gl, size = self.gl, (self.width, self.height)

        def depth(extent):
            texture = gl.depth_texture(extent)
            texture.compare_func, texture.repeat_x, texture.repeat_y = "", False, False
            return texture, gl.framebuffer(depth_attachment=texture)

        folder = data_folder() / "textures"
        masks = np.stack(
            [
                cv2.resize(cv2.imread(str(folder / f"mpfb_{n}.jpg"), 0), (1024, 1024), interpolation=cv2.INTER_AREA)
                for n in ("lips", "eyelids", "ears", "fingernails")
            ],
            -1,
        )
        self.masks = gl.texture((1024, 1024), 4, np.ascontiguousarray(masks[::-1]).tobytes())
        self.masks.build_mipmaps()
        self.shadow, self.shadow_frame = depth((SHADOW_SIZE, SHADOW_SIZE))
        half = (self.width // 2, self.height // 2)
        self.depth, self.depth_frame = depth(half)
        self.occlusion = [gl.texture(half, 1) for _ in range(2)]
        self.occlusion_frames = [gl.framebuffer([t]) for t in self.occlusion]
        self.white = gl.texture((1, 1), 1, b"\xff")
        self.smooth = gl.framebuffer([gl.renderbuffer(size, 4, samples=4)], gl.depth_renderbuffer(size, samples=4))
        self.final = gl.framebuffer([gl.renderbuffer(size, 4)])

    def _sun(self):
        self.sun = unit(np.array(self.light["direction"]))
        middle = np.array([0, 0.1, 0.6])
        self.sun_projection = parallel(1.5, 1.5, 0.5, 6) @ look_at(middle + 3 * self.sun, middle)

    def _keep_room(self, chosen):
        gl = self.gl
        hip = self.person.person.body.heads["upperleg01.L"]
        solids = room(chosen["name"], chosen["seed"], chosen["wall"], hip, chosen["chair"], chosen["sideWalls"])
        drawn = [(s, *self._solid(s.shape, self.kept[s.material])) for s in solids]
        # Twice the size, then reduced: the kept images have smooth edges too.
        size = (2 * self.width, 2 * self.height)
        self.lit, self.shaded = gl.texture(size, 4), gl.texture(size, 4)
        place = gl.texture(size, 4, dtype="f4")
        frame = gl.framebuffer([self.lit, self.shaded, place], gl.depth_renderbuffer(size))
        self._draw_depth(self.shadow_frame, self.sun_projection, [d[2] for d in drawn if d[0].casts_shadow])
        frame.use()
        gl.enable(moderngl.DEPTH_TEST)
        frame.clear(0.5, 0.5, 0.5, 1, depth=1.0)
        self.masks.use(0)
        self.shadow.use(1)
        self.white.use(2)
        for program in self.kept.values():
            self._set(program, self._common(size))
        for solid, array, _ in drawn:
            self._set(self.kept[solid.material], {"colour": solid.colour, "second": solid.second})
            array.render()
        for texture in (self.lit, self.shaded):
            texture.filter = moderngl.LINEAR, moderngl.LINEAR
        place.filter = moderngl.NEAREST, moderngl.NEAREST
        self.place = place

    def _solid(self, shape, program):
        positions, normals = shape
        data = self.gl.buffer(np.hstack([positions, normals, positions]).astype("f4").tobytes())
        array = self.gl.vertex_array(program, [(data, "3f 3f 3f", "in_position", "in_normal", "in_rest")], skip_errors=True)
        depth = self.gl.vertex_array(self.depth_only, [(data, "3f 24x", "in_position")])
        return array, depth

    def _common(self, size):
        light = self.light
        return {
            "masks": 0,
            "shadow": 1,
            "occlusion": 2,
            "size": size,
            "camera": tuple(self.camera.position),
            "sun": tuple(self.sun),
            "sun_colour": tuple(light["sun"]),
            "sky": tuple(light["sky"]),
            "ground": tuple(light["ground"]),
            "exposure": light["exposure"],
            "view_projection": self.camera.matrix,
            "sun_projection": self.sun_projection,
        }

    @staticmethod
    def _set(program, values):
        for name, value in values.items():
            if name in program:
                if isinstance(value, np.ndarray):
                    program[name].write(value.T.astype("f4").tobytes())
                else:
                    program[name] = value

    def _draw_depth(self, frame, projection, arrays):
        self.gl.enable(moderngl.DEPTH_TEST)
        frame.use()
        frame.clear(depth=1.0)
        self._set(self.depth_only, {"view_projection": projection})
        for array in arrays:
            array.render()

    def draw(self, rotations, positions, walkers=()):
        """One image, uint8 RGB.

        rotations, positions: of the person's bones. walkers: (name, x, y, direction) of everybody who passes by.
        """
        gl = self.gl
        people = [(self.person, rotations, positions)]
        for name, x, y, direction in walkers:
            walker = self.walkers[name]
            people.append((walker, *walking.pose(walker.person.body, x, y, direction, WALKING_FLOOR)))
        held = self._held(positions)
        depths = []
        for drawn, turned, placed in people:
            held += drawn.place(turned, placed)
            depths += drawn.depth_arrays()
        held = [(m, c, *self._moving_solid(i, m, s)) for i, (m, c, s) in enumerate(held)]
        depths += [h[3] for h in held]
        self._draw_depth(self.shadow_frame, self.sun_projection, depths)
        self._draw_depth(self.depth_frame, self.camera.matrix, depths)
        self._occlude()

        self.smooth.use()
        self.smooth.clear(depth=1.0)
        gl.disable(moderngl.DEPTH_TEST)
        program, array = self.screen["room"]
        for unit_, (name, texture) in enumerate(
            (("lit", self.lit), ("shaded", self.shaded), ("place", self.place), ("shadow", self.shadow))
        ):
            texture.use(unit_)
            program[name] = unit_
        self._set(program, {"sun_projection": self.sun_projection})
        array.render(moderngl.TRIANGLE_STRIP)
        gl.enable(moderngl.DEPTH_TEST)
        self.masks.use(0)
        self.shadow.use(1)
        self.occlusion[1].use(2)
        common = self._common((self.width, self.height))
        for program in self.moving.values():
            self._set(program, common)
        for drawn, _, _ in people:
            drawn.draw(self.moving, self._set)
        for material, colour, array, _ in held:
            self._set(self.moving[material], {"colour": colour})
            array.render()
        gl.copy_framebuffer(self.final, self.smooth)
        image = np.frombuffer(self.final.read(components=3), "u1").reshape(self.height, self.width, 3)
        return np.ascontiguousarray(image[::-1])

    def _held(self, positions):
        if self.equipment == "weights":
            found = []
            for mark in "LR":
                handle, heads = gear.dumbbell(positions, mark)
                found += [("plain", (0.45, 0.45, 0.46), handle), ("plain", (0.045, 0.045, 0.05), heads)]
            return found
        if self.equipment == "band":
            return [("plain", BAND_COLOUR, gear.band(positions, mark)) for mark in "LR"]
        return []

    def _moving_solid(self, index, material, shape):
        """A solid that changes from frame to frame keeps its buffer."""
        data = np.hstack([shape[0], shape[1], shape[0]]).astype("f4").tobytes()
        key = index, material, len(data)
        if key not in self.solids:
            buffer = self.gl.buffer(reserve=len(data), dynamic=True)
            program = self.moving[material]
            self.solids[key] = (
                buffer,
                self.gl.vertex_array(program, [(buffer, "3f 3f 3f", "in_position", "in_normal", "in_rest")], skip_errors=True),
                self.gl.vertex_array(self.depth_only, [(buffer, "3f 24x", "in_position")]),
            )
        buffer, array, depth = self.solids[key]
        buffer.write(data)
        return array, depth

    def _occlude(self):
        self.gl.disable(moderngl.DEPTH_TEST)
        program, array = self.screen["occlusion"]
        slope = np.tan(np.radians(self.camera.field) / 2)
        self.depth.use(0)
        self.occlusion_frames[0].use()
        values = {"depth": 0, "near": NEAR, "far": FAR, "slope": (slope * self.width / self.height, slope)}
        self._set(program, values)
        array.render(moderngl.TRIANGLE_STRIP)
        program, array = self.screen["blur"]
        self.occlusion[0].use(0)
        self.occlusion_frames[1].use()
        self._set(program, {"image": 0, "pixel": (2 / self.width, 2 / self.height)})
        array.render(moderngl.TRIANGLE_STRIP)
