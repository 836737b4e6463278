"""Why a conclusion is as strong as it is: what carries it, what answers what."""
