"""Two palettes by role: lamp for a dark terminal, paper for a light one.

Code and style sheets name the role and never the hue. What each role is for is said once, in the table below.
"""

from textual.theme import Theme

#        role          lamp       paper      used for
_ROLES = """
         background    #15161a    #faf6ee    the page
         surface       #1c1e23    #f2ecdf    what runs, the selected row of a list, a grade chip
         panel         #282b32    #e5dccb    text fields, the chosen option, inline code
         bright        #f6f2e8    #14120f    the question, mathematics, numbers, names of grades
         foreground    #d8d4cb    #37332d    prose
         muted         #96938c    #655f55    labels, units, hints: the faintest that carries words
         faint         #5b5c60    #a59c8d    axes, tracks, separators
         rule          #34363d    #d9cfbd    the line under the tabs, the unfilled part of a bar
         accent        #e9b06a    #954c0b    what can be pressed, where you are, the series a card is about
         good          #8fc28a    #2a6c34    a verdict, beside its sign
         bad           #ea8078    #ae342c    a verdict, beside its sign
         two           #86b5d6    #29658d    a second series; numbers and strings in code
         three         #b49ad0    #6d4a94    a third series
         lit           #2d2820    #f3e3c8    the lines of code that matter
         h0            #26282e    #e9e1d2    heat, none
         h1            #4d3d2c    #d9bd98    heat
         h2            #81613a    #c0905a    heat
         h3            #bb8748    #a56424    heat
         h4            #f0bd74    #8c4508    heat, most
"""


def _palette(column: int) -> dict[str, str]:
    return {words[0]: words[column] for line in _ROLES.strip().splitlines() if (words := line.split())}


LAMP = _palette(1)
PAPER = _palette(2)
NAMES = ("lamp", "paper")


def _theme(name: str, palette: dict[str, str], dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette["accent"],
        accent=palette["accent"],
        foreground=palette["foreground"],
        background=palette["background"],
        surface=palette["surface"],
        panel=palette["panel"],
        success=palette["good"],
        error=palette["bad"],
        warning=palette["foreground"],
        dark=dark,
        variables=palette
        | {
            "input-cursor-background": palette["accent"],
            "input-cursor-foreground": palette["background"],
            "input-selection-background": palette["rule"],
            "scrollbar": palette["rule"],
            "scrollbar-hover": palette["faint"],
            "scrollbar-active": palette["accent"],
            "scrollbar-background": palette["background"],
            "scrollbar-background-hover": palette["background"],
            "scrollbar-background-active": palette["background"],
            "scrollbar-corner-color": palette["background"],
        },
    )


THEMES = (_theme("lamp", LAMP, dark=True), _theme("paper", PAPER, dark=False))
