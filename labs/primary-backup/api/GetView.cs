using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>Anybody asks the view service for the present view; who asks is not taken into it.</summary>
public sealed record GetView : IRequest<View>;
