"""What visitors are sent of real pictures, and what is kept of the work."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PIL import Image, ImageCms

from disk import Project, page
from pictures import bytes_of, picture_of, taken_at_sea
from sitewright.edges.pictures.store import PictureStore
from support import CONFIG

RED, WHITE = (128, 0, 0), (255, 255, 255)
CACHE = ".sitewright/pictures"


def project_of(tmp_path, photo: bytes, name: str = "photo.jpg", images: str = "true"):
    return Project(
        tmp_path / "site",
        {
            "site.yaml": f"{CONFIG}images: {images}\n",
            "templates/page.html": "{{ content }}",
            "content/index.md": page("Home", f"![A hill]({name})"),
            f"content/{name}": photo,
        },
    )


def made(project) -> dict[str, Image.Image]:
    """What was made of the picture, by width and ending."""
    found = {}
    for file in project.output.glob("*.immutable.*"):
        image = Image.open(file)
        image.load()
        stem = file.name.partition(".")[0]
        found[stem.rpartition("-")[2] + file.suffix] = image
    return found


def is_near(pixel, colour, by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(pixel[:3], colour, strict=True))


def test_a_picture_is_encoded_in_every_width_and_format(tmp_path):
    project = project_of(tmp_path, picture_of(1000, 500))
    project.build()
    images = made(project)
    sizes = {(480, 240): "480", (960, 480): "960", (1000, 500): "1000"}
    endings = {".avif": "AVIF", ".webp": "WEBP", ".jpg": "JPEG"}
    assert {name: (it.size, it.format) for name, it in images.items()} == {
        f"{width}{ending}": (size, form)
        for size, width in sizes.items()
        for ending, form in endings.items()
    }
    for image in images.values():
        width, height = image.size
        assert is_near(image.getpixel((width // 4, height // 2)), RED)
        assert is_near(image.getpixel((width * 3 // 4, height // 2)), WHITE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright_and_says_nothing_of_the_camera(tmp_path, orientation):
    # Where the dark left half of the stored picture is to be seen, by the standard of
    # Exif: the sides that the first column is on.
    seen = ["left", "right", "right", "left", "top", "top", "bottom", "bottom"][
        orientation - 1
    ]
    exif = taken_at_sea(orientation)
    project = project_of(tmp_path, picture_of(80, 40, exif=exif, comment=b"secret"))
    project.build()
    size = (80, 40) if orientation < 5 else (40, 80)
    assert (
        f'width="{size[0]}" height="{size[1]}"'
        in project.snapshot()["index.html"].decode()
    )
    spots = {"left": (4, size[1] // 2), "right": (size[0] - 5, size[1] // 2)}
    spots |= {"top": (size[0] // 2, 4), "bottom": (size[0] // 2, size[1] - 5)}
    images = made(project)
    assert len(images) == 3
    for image in images.values():
        assert image.size == size
        assert is_near(image.getpixel(spots[seen]), RED)
        assert dict(image.getexif()) == {}
        assert not {"exif", "comment", "icc_profile", "xmp"} & image.info.keys()
    for file in project.output.glob("*.immutable.*"):
        assert not {b"Exif", b"Camera", b"secret"} & set(file.read_bytes().split(b"\0"))
        assert b"secret" not in file.read_bytes()


def test_colours_of_another_profile_are_brought_into_srgb(tmp_path):
    # Of sRGB's own profile, red and blue exchange their names: so red is blue.
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ")
    swapped = swapped.replace(b"----", b"bXYZ")
    for mode in ("RGB", "RGBA"):
        photo = picture_of(80, 40, "PNG", mode, icc_profile=swapped)
        folder = tmp_path / mode
        folder.mkdir()
        project = project_of(folder, photo, "photo.png")
        project.build()
        images = made(project).values()
        assert len(images) == 3
        for image in images:
            assert is_near(image.getpixel((10, 20)), (0, 0, 128))
            assert "icc_profile" not in image.info


def test_a_profile_that_is_broken_says_nothing(tmp_path):
    photo = picture_of(80, 40, icc_profile=b"no profile at all")
    project = project_of(tmp_path, photo)
    project.build()
    for image in made(project).values():
        assert is_near(image.getpixel((10, 20)), RED)
        assert "icc_profile" not in image.info


def test_numbers_of_cmyk_become_colours(tmp_path):
    image = Image.new("CMYK", (80, 40), (0, 255, 255, 127))
    project = project_of(tmp_path, bytes_of(image, "JPEG"))
    project.build()
    for image in made(project).values():
        assert is_near(image.convert("RGB").getpixel((10, 20)), RED, 16)


@pytest.mark.parametrize(
    ("image", "options"),
    [
        (Image.new("RGBA", (80, 40), (128, 0, 0, 0)), {}),
        (Image.new("LA", (80, 40), (9, 0)), {}),
        (Image.new("P", (80, 40), 0), {"transparency": 0}),
        (Image.new("RGB", (80, 40), RED), {"transparency": RED}),
    ],
    ids=["rgba", "grey", "palette", "one-colour"],
)
def test_what_is_transparent_stays_so(tmp_path, image, options):
    project = project_of(tmp_path, bytes_of(image, "PNG", **options), "photo.png")
    project.build()
    images = made(project)
    assert set(images) == {"80.avif", "80.webp", "80.png"}
    for it in images.values():
        assert it.convert("RGBA").getpixel((40, 20))[3] == 0


def test_sixteen_bits_become_eight(tmp_path):
    image = Image.new("I;16", (80, 40), 128 * 256)
    project = project_of(tmp_path, bytes_of(image, "PNG"), "photo.png")
    project.build()
    for image in made(project).values():
        assert is_near(image.convert("RGB").getpixel((40, 20)), (128, 128, 128), 2)


@pytest.mark.parametrize(
    ("form", "ending"), [("GIF", ".gif"), ("PNG", ".png"), ("WEBP", ".webp")]
)
def test_what_moves_is_left_alone(tmp_path, form, ending):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    photo = bytes_of(
        frames[0], form, save_all=True, append_images=frames[1:], duration=100
    )
    project = project_of(tmp_path, photo, f"photo{ending}")
    project.build()
    assert made(project) == {}
    assert project.snapshot()[f"photo{ending}"] == photo
    assert b'width="40" height="30"' in project.snapshot()["index.html"]


def test_the_form_counts_and_not_the_ending(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40, "PNG"))
    project.build()
    assert set(made(project)) == {"80.avif", "80.webp", "80.png"}


def test_the_same_picture_gives_the_same_bytes(tmp_path):
    images = {}
    for name in "ab":
        folder = tmp_path / name
        folder.mkdir()
        project = project_of(folder, picture_of(700, 500))
        project.build()
        images[name] = project.snapshot()
    assert images["a"] == images["b"]


def test_nothing_is_encoded_twice(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    kept = {file: file.stat().st_ino for file in (project.root / CACHE).iterdir()}
    project.write({"content/index.md": page("Home", "Other ![A hill](photo.jpg)")})
    script = (
        "import sys\nfrom sitewright.cli import main\n"
        "assert main(['build', '-q', '--no-cache']) == 0\n"
        "print('sitewright.pipeline.site' in sys.modules, 'PIL' in sys.modules)"
    )
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=project.root, capture_output=True, check=True)
    assert said.stdout.decode().split() == ["True", "False"]
    assert {file: file.stat().st_ino for file in kept} == kept


def test_the_cache_may_be_deleted(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    before = project.snapshot()
    for file in (project.root / CACHE).iterdir():
        file.unlink()
    project.build("--no-cache")
    assert project.snapshot() == before


HOSTILE = [
    b"",
    b"{}",
    b"[" * 100_000,
    b'{"by": 1, "forms": ["exe"], "pictures": {}}',
    b'{"by": "", "forms": [], "pictures": []}',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_list_of_pictures_that_is_none_of_ours_is_made_again(tmp_path, text):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    before = project.snapshot()
    project.write({f"{CACHE}/known.json": text})
    project.build("--no-cache")
    assert project.snapshot() == before


@pytest.mark.parametrize(
    ("was", "put"),
    [
        (b'"jpeg",80,40', b'"jpeg",-80,40'),
        (b'"jpeg",80,40', b'"jpeg",80,0'),
        (b'"jpeg",80,40', b'"jpeg",99999999,40'),
        (b'"jpeg",80,40', b'"jpeg","80",40'),
        (b'"jpeg",80,40', b'"tiff",80,40'),
        (b'["jpeg",80,40', b'[["jpeg",80,40]'),
    ],
)
def test_a_picture_of_which_the_list_says_nonsense_is_looked_into(tmp_path, was, put):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    before = project.snapshot()
    known = (project.root / CACHE / "known.json").read_bytes()
    assert was in known
    project.write({f"{CACHE}/known.json": known.replace(was, put)})
    project.build("--no-cache")
    assert project.snapshot() == before


@pytest.mark.parametrize("put", [b"", b"other bytes", None])
def test_a_file_of_the_cache_that_is_not_whole_is_made_again(tmp_path, put):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    before = project.snapshot()
    for file in (project.root / CACHE).glob("*.*.*"):
        file.write_bytes(file.read_bytes()[:-9] if put is None else put)
    project.build("--no-cache")
    assert project.snapshot() == before


def test_a_link_in_the_cache_is_not_followed(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    before = project.snapshot()
    for file in [*(project.root / CACHE).glob("*.*.avif")]:
        (tmp_path / "elsewhere").write_bytes(file.read_bytes())
        file.unlink()
        file.symlink_to(tmp_path / "elsewhere")
    project.build("--no-cache")
    assert project.snapshot() == before
    assert not any(file.is_symlink() for file in (project.root / CACHE).iterdir())


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    store = PictureStore(tmp_path)
    for number, key in enumerate("abcd"):
        path, _ = store.keep(key * 32, ".png", b"x" * 100)
        os.utime(tmp_path / path, (number, number))
    (tmp_path / CACHE / "e.png.1.part").write_bytes(b"")
    os.utime(tmp_path / CACHE / "e.png.1.part", (0, 0))
    store.prune({"a" * 32}, 250)
    names = {file.name[:1] for file in (tmp_path / CACHE).iterdir()}
    assert names == {"a", "c", "d"}
    again = PictureStore(tmp_path)
    assert again.find("a" * 32, ".png") is not None
    assert again.find("a" * 32, ".avif") is None
    assert again.find("b" * 32, ".png") is None


def test_pictures_in_other_folders_of_the_site_are_led_to(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    project.write({"static/img/team.png": picture_of(60, 30, "PNG")})
    project.write(
        {"content/a b/index.md": page("A", "![B](/img/team.png)![C](../photo.jpg)")}
    )
    project.build()
    text = project.snapshot()["a b/index.html"].decode()
    assert "/img/team-60." in text
    assert "/photo-80." in text
    assert "img/team.png" in project.snapshot()


def test_a_changed_picture_changes_the_page(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    before = set(project.snapshot())
    project.write({"content/photo.jpg": picture_of(90, 40)})
    project.build()
    after = set(project.snapshot())
    assert len(before - after) == len(after - before) == 3
    assert b'width="90"' in project.snapshot()["index.html"]


def test_a_text_that_loses_its_picture_loses_the_files(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    project.build()
    project.write({"content/index.md": page("Home", "No picture")})
    result = project.run("build")
    assert "SRC006" in result.err
    assert not [*project.output.glob("*.immutable.*")]


def test_what_is_published_has_its_pictures(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    config = (project.root / "site.yaml").read_text()
    project.write(
        {"site.yaml": f"{config}publish:\n  live: {{folder: {tmp_path}/live}}\n"}
    )
    result = project.run("publish")
    assert (result.code, result.err) == (0, "")
    assert len([*(tmp_path / "live").rglob("photo-80.*.immutable.*")]) >= 3


def test_links_to_a_picture_follow_it_and_the_page(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40), "news/photo.jpg")
    project.write(
        {"content/news/a.md": page("A", "![A](photo.jpg) ![B](/news/photo.jpg)")}
    )
    result = project.run("move", "content/news/a.md", "content/other/a.md")
    assert (result.code, result.err) == (0, "")
    text = (project.root / "content/other/a.md").read_text()
    assert "![A](../news/photo.jpg) ![B](/news/photo.jpg)" in text
    result = project.run("move", "content/news", "content/old")
    assert (result.code, result.err) == (0, "")
    text = (project.root / "content/other/a.md").read_text()
    assert "![A](../old/photo.jpg) ![B](/old/photo.jpg)" in text
    assert "(old/photo.jpg)" in (project.root / "content/index.md").read_text()
    project.build()


def test_a_picture_and_what_is_made_of_it_are_explained(tmp_path):
    project = project_of(tmp_path, picture_of(80, 40))
    project.write({"content/old.png": picture_of(80, 40, "PNG")})
    project.run("build")
    said = project.run("explain", "content/photo.jpg").out
    (avif,) = (path for path in project.snapshot() if path.endswith(".avif"))
    assert said.startswith("content/photo.jpg  picture\n")
    assert f"/{avif}" in said
    assert project.run("explain", f"/{avif}").out == said
    said = project.run("explain", "content/old.png").out
    assert "not published  no page shows it" in said
