"""Words by which people wish for something or ask for it, one list for titles, notes and legends: what is wished for is not there."""

from typing import Final

from naikkelas.batch.wording.titles import words_of

#: What somebody needs or wants: a list of it is none of what is there, whatever else its title says.
WANTED: Final = words_of(
    "perlu diperlukan memerlukan keperluan butuh dibutuhkan membutuhkan kebutuhan mau ingin diinginkan menginginkan keinginan minat berminat diminati peminat "
    "bersedia permintaan diminta"
)
#: What is asked for or given as help: who gets it is listed with what is true today.
HELPED: Final = words_of("bantu dibantu bantuan fasilitasi difasilitasi prioritas")
_ASKED: Final = words_of("usul usulan diusulkan rencana calon permohonan mohon")
#: All of them: no answer that means one of these is a yes.
WISHES: Final = WANTED | HELPED | _ASKED
