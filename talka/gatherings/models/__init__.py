"""Gatherings, who takes part in them, and who was there."""

from talka.gatherings.models.agenda import Audience, GatheringDay, Lecturer, Material, SessionLecturer
from talka.gatherings.models.attendance import Attendance, AttendanceClaim, AttendanceCorrection, CheckIn
from talka.gatherings.models.feeds import CalendarFeed
from talka.gatherings.models.gathering import Gathering, Session
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
from talka.gatherings.models.sign_ups import InvitedGroup, SignUp
from talka.programmes.models import GatheringKind

__all__ = [
    "ActionItem",
    "Attendance",
    "AttendanceClaim",
    "AttendanceCorrection",
    "Audience",
    "CalendarFeed",
    "CheckIn",
    "CohortMember",
    "Decision",
    "Gathering",
    "GatheringDay",
    "GatheringKind",
    "Invitation",
    "InvitedGroup",
    "Lecturer",
    "Material",
    "Minutes",
    "Participant",
    "Reminder",
    "SectorPlaces",
    "Session",
    "SessionLecturer",
    "SignUp",
    "SignUpAnswer",
    "SignUpQuestion",
    "SignUpRules",
    "WaitingMove",
]
