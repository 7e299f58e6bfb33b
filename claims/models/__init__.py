"""What is stored of claims, under the names that everything else imports."""

from claims.models.actors import Actor, ActorAlias, Place, PlaceAlias
from claims.models.arrangements import Arrangement, Pin
from claims.models.aside import Aside, ChangeAside
from claims.models.changes import Change
from claims.models.claims import Claim, ClaimPlace
from claims.models.gone import Gone, text_with
from claims.models.proposals import Proposal
from claims.models.readers import FeedKey, SavedView, Visit
from claims.models.registry import AliasProposal, Merge
from claims.models.rereading import Rereading
from claims.models.reviewing import Comment, Hold, Skip, Step
from claims.models.runs import ExtractionRun
from claims.models.series import Series, Topic
from claims.models.tallies import ChangeTally
from claims.models.vocabulary import Approximation, Kind, Metric, PlaceRole, Precision, SourceType, Stance

__all__ = [
    "Actor",
    "ActorAlias",
    "AliasProposal",
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
    "Merge",
    "Metric",
    "Pin",
    "Place",
    "PlaceAlias",
    "PlaceRole",
    "Precision",
    "Proposal",
    "Rereading",
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
