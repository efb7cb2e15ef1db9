"""Gatherings, who takes part in them, and who was there."""

from talka.gatherings.models.agenda import Audience, GatheringDay, Lecturer, Material, SessionLecturer
from talka.gatherings.models.attendance import Attendance, AttendanceClaim, AttendanceCorrection, CheckIn
from talka.gatherings.models.feeds import CalendarFeed
from talka.gatherings.models.gathering import Gathering, Session
from talka.gatherings.models.ideas import Idea, IdeaFollowUp, IdeaPartner
from talka.gatherings.models.minutes import ActionItem, Decision, Minutes
from talka.gatherings.models.people import CohortMember, Participant
from talka.gatherings.models.places import (
    Invitation,
    Reminder,
    SectorPlaces,
    SignUpAnswer,
    SignUpQuestion,
    SignUpRules,
    WaitingMove,
)
from talka.gatherings.models.series import CaseExample, HostTurn, Meeting, Series, SeriesMember, TakenHome
from talka.gatherings.models.sign_ups import InvitedGroup, SignUp
from talka.programmes.models import GatheringKind

__all__ = [
    "ActionItem",
    "Attendance",
    "AttendanceClaim",
    "AttendanceCorrection",
    "Audience",
    "CalendarFeed",
    "CaseExample",
    "CheckIn",
    "CohortMember",
    "Decision",
    "Gathering",
    "GatheringDay",
    "GatheringKind",
    "HostTurn",
    "Idea",
    "IdeaFollowUp",
    "IdeaPartner",
    "Invitation",
    "InvitedGroup",
    "Lecturer",
    "Material",
    "Meeting",
    "Minutes",
    "Participant",
    "Reminder",
    "SectorPlaces",
    "Series",
    "SeriesMember",
    "Session",
    "SessionLecturer",
    "SignUp",
    "SignUpAnswer",
    "SignUpQuestion",
    "SignUpRules",
    "TakenHome",
    "WaitingMove",
]
