using Microsoft.Extensions.Localization;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

internal static class NoticeSentences
{
    /// <summary>Returns a notice as a sentence in the language of the caller; not escaped.</summary>
    public static string SentenceOf(this IStringLocalizer<Sentences> sentences, Notice notice)
    {
        var (actor, subject) = (Isolated(notice.ActorName), Isolated(notice.SubjectName ?? ""));
        return notice.Kind switch
        {
            NoticeKind.Joined => sentences["{0} joined, invited by {1}.", subject, actor],
            NoticeKind.Left => sentences["{0} left.", subject],
            NoticeKind.Removed => sentences["{1} removed {0}.", subject, actor],
            NoticeKind.HandedOver => sentences["{1} made {0} the owner.", subject, actor],
            NoticeKind.MemberRenamed => sentences["{1} is now called {0}.", subject, actor],
            NoticeKind.Renamed => sentences["{1} renamed this tablo to {0}.", subject, actor],
            NoticeKind.Archived => sentences["{0} archived this tablo.", actor],
            NoticeKind.Restored => sentences["{0} restored this tablo.", actor],
            NoticeKind.Pinned => sentences["{0} pinned a message.", actor],
            NoticeKind.Unpinned => sentences["{0} took a pin away.", actor],
            NoticeKind.Appointed => sentences["{0} is the owner now. The operator of this server arranged it.", subject],
        };
    }

    // A right-to-left name must not reorder the sentence around it (Unicode UAX 9, 2.4: FSI … PDI).
    private static string Isolated(string name) => $"\u2068{name}\u2069";
}
