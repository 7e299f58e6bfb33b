"""What is stored of claims, under the names that everything else imports."""

from claims.models.actors import Actor, ActorAlias, Place
from claims.models.arrangements import Arrangement, Pin
from claims.models.aside import Aside, ChangeAside
from claims.models.changes import Change
from claims.models.claims import Claim, ClaimPlace
from claims.models.gone import Gone, text_with
from claims.models.readers import FeedKey, SavedView, Visit
from claims.models.reviewing import Comment, Hold, Proposal, Skip, Step
from claims.models.runs import ExtractionRun
from claims.models.series import Series, Topic
from claims.models.tallies import ChangeTally
from claims.models.vocabulary import Approximation, Kind, Metric, PlaceRole, Precision, SourceType, Stance

__all__ = [
    "Actor",
    "ActorAlias",
    "Approximation",
    "Arrangement",
    "Aside",
    "Change",
    "ChangeAside",
    "ChangeTally",
    "Claim",
    "ClaimPlace",
    "Comment",
    "ExtractionRun",
    "FeedKey",
    "Gone",
    "Hold",
    "Kind",
    "Metric",
    "Pin",
    "Place",
    "PlaceRole",
    "Precision",
    "Proposal",
    "SavedView",
    "Series",
    "SourceType",
    "Skip",
    "Stance",
    "Step",
    "Topic",
    "Visit",
    "text_with",
]
