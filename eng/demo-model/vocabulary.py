"""The classes of the demo model and the glyphs that stand for them."""

NONE = "none"

CLASS_GLYPHS: dict[str, tuple[str, ...]] = {
    name: tuple(glyphs.split())
    for name, glyphs in {
        "cat": "🐱 🐈 😺 😸 🐈‍⬛",
        "dog": "🐶 🐕 🐩 🦮 🐕‍🦺",
        "bird": "🐦 🐤 🦜 🦅 🦆 🦉",
        "fish": "🐟 🐠 🐡 🦈",
        "car": "🚗 🚙 🚕 🚓 🏎",
        "plane": "✈ 🛩 🛫 🛬",
        "boat": "⛵ 🚤 🛥 🛶 🚢",
        "tree": "🌲 🌳 🌴 🎄",
        "flower": "🌹 🌻 🌼 🌷 🌺 🌸",
        "ball": "⚽ 🏀 🏈 ⚾ 🎾 🏐",
        "house": "🏠 🏡 🏘 🏚",
        "shoe": "👟 👞 👠 👢 👡",
    }.items()
}
"""Object class -> the glyphs that a scene may draw for it."""

CLASSES: tuple[str, ...] = (NONE, *CLASS_GLYPHS)
"""All classes in the order of the model's outputs; 0 is a scene without an object."""

DISTRACTOR_GLYPHS: tuple[str, ...] = tuple(
    (
        "🍎 🍌 🍇 🍓 🍍 🥕 🌽 🥑 🍆 🥦 🍄 🥐 🍕 🍔 🍟 🌭 🍩 🍪 🎂 🍦 ☕ 🍵 🍺 🍷 🥄 🔪 "
        "🎸 🎻 🎺 🥁 🎹 📷 📱 💻 ⌚ ⏰ 🕒 💡 🔦 🔑 🔨 🪓 ✂ 📎 📌 📚 📦 🎁 🎈 🎀 🎲 🧩 "
        "🧸 🎩 👒 👑 👓 👕 👖 👗 🧤 🧦 🎒 ☂ 🔔 ⚙ 🧲 🔭 🔬 💊 🩹 🚲 🛴 🚦 ⛽ ⚓ 🗿 🗽 "
        "⛲ ⛺ 🎡 🌙 ⭐ ☀ ☁ ⚡ ❄ 🔥 💧 🌈 ❤ 💙 ✅ ❌ ❓ ♻ 🏆 🏅 🎯 🪁 🧭 🧯 🪑 🛏 "
        "🚪 🛒 🐌 🐢 🦋 🐝 🐘 🦒 🐸 🦀 🐙 🐍"
    ).split()
)
"""Glyphs of no class, scattered over every kind of scene."""
